import type { Live, LiveView, Stream } from "../../command/index.ts";
import { paint, safeText } from "../../kit/index.ts";
import type { Region } from "./region.ts";

const LINE_EVERY_MS = 5_000;

export interface LiveParts {
  readonly stream: Stream;
  /** Undefined where nothing can be drawn over. */
  readonly region: Region | undefined;
  readonly say: (text: string) => void;
}

/** Work that is watched: drawn at a terminal, told in lines without one. */
export function createLive(title: string, { stream, region, say }: LiveParts): Live {
  const colors = paint(stream.color);
  let ended = false;
  let saidAt = Date.now();
  const end = (mark: string, detail: string | undefined): void => {
    if (ended) return;
    ended = true;
    region?.end();
    say(`${mark} ${title}${detail === undefined ? "" : colors.dim(` ${safeText(detail)}`)}`);
  };
  const tell = ({ line }: LiveView): void => {
    if (Date.now() - saidAt < LINE_EVERY_MS) return;
    saidAt = Date.now();
    say(`  ${safeText(line)}`);
  };
  if (region === undefined) say(`· ${title}`);
  return {
    show(view) {
      if (ended) return;
      if (region === undefined) tell(view);
      else region.draw(view.rows({ columns: stream.columns - 1, paint: colors }));
    },
    done: (detail) => end(colors.green("✓"), detail),
    failed: (detail) => end(colors.red("✗"), detail),
  };
}
