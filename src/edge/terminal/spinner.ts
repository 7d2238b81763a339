import type { Stream } from "../../command/index.ts";
import { fitted } from "./fit.ts";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const;
const FRAME_MS = 120;
/** The frame, a blank, and the last column, in which some terminals wrap. */
const MARGIN = 3;

export interface Spinner {
  /** Shows a line, or changes the one that is shown. */
  start(text: string): void;
  stop(): void;
  clear(): void;
}

export function createSpinner(stream: Stream): Spinner {
  let timer: NodeJS.Timeout | undefined;
  let line = "";
  let frame = 0;
  const draw = (): void => {
    frame = (frame + 1) % FRAMES.length;
    stream.write(`\r\u001b[2K${FRAMES[frame]} ${fitted(line, stream.columns - MARGIN)}`);
  };
  const clear = (): void => {
    if (timer !== undefined) stream.write("\r\u001b[2K");
  };
  return {
    start(text) {
      line = text;
      timer ??= setInterval(draw, FRAME_MS).unref();
    },
    stop() {
      clear();
      clearInterval(timer);
      timer = undefined;
    },
    clear,
  };
}
