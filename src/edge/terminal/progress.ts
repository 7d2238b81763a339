import type { Live, Progress, Step, Stream } from "../../command/index.ts";
import { safeText, paint } from "../../kit/index.ts";
import { createLive } from "./live.ts";
import { createRegion } from "./region.ts";
import { createSpinner, type Spinner } from "./spinner.ts";

const nothing = (): void => undefined;
const SILENT: Step & Live = { isSilent: true, update: nothing, show: nothing, done: nothing, failed: nothing };

export interface Manner {
  /** Nothing but warnings. */
  readonly quiet: boolean;
  /** A terminal that cannot move its cursor (`TERM=dumb`) gets lines, as a file does. */
  readonly plain: boolean;
}

/** Steps as a spinner and live work as rows at a terminal, both as plain lines without one, as nothing when quiet. */
export function createProgress(stream: Stream, { quiet, plain }: Manner): Progress {
  if (quiet) return silentProgress(stream);
  const canDraw = stream.isTerminal && !plain;
  const spinner = canDraw ? createSpinner(stream) : undefined;
  const region = canDraw ? createRegion(stream) : undefined;
  const say = (text: string): void => {
    spinner?.clear();
    region?.clear();
    stream.write(`${text}\n`);
  };
  const colors = paint(stream.color);
  return {
    step: (title) => createStep(safeText(title), { say, spinner, colors }),
    live: (title) => createLive(safeText(title), { say, region, stream }),
    note: (text) => say(colors.dim(safeText(text))),
    warn: (text) => say(colors.yellow(safeText(text))),
  };
}

const silentProgress = (stream: Stream): Progress => ({
  step: () => SILENT,
  live: () => SILENT,
  note: nothing,
  warn: (text) => stream.write(`${safeText(text)}\n`),
});

interface Voice {
  readonly say: (text: string) => void;
  readonly spinner: Spinner | undefined;
  readonly colors: ReturnType<typeof paint>;
}

function createStep(title: string, voice: Voice): Step {
  let ended = false;
  const end = (mark: string, detail: string | undefined): void => {
    if (ended) return;
    ended = true;
    voice.spinner?.stop();
    voice.say(`${mark} ${title}${detail === undefined ? "" : voice.colors.dim(` ${safeText(detail)}`)}`);
  };
  if (voice.spinner === undefined) voice.say(`· ${title}`);
  else voice.spinner.start(title);
  return {
    update: (detail) => voice.spinner?.start(`${title} ${voice.colors.dim(safeText(detail))}`),
    done: (detail) => end(voice.colors.green("✓"), detail),
    failed: (detail) => end(voice.colors.red("✗"), detail),
  };
}
