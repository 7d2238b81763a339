import type { Progress, Step, Stream } from "../../command/index.ts";
import { safeText, paint } from "../../kit/index.ts";
import { createSpinner, type Spinner } from "./spinner.ts";

const SILENT: Step = { update: () => undefined, done: () => undefined, failed: () => undefined };

export interface Manner {
  /** Nothing but warnings. */
  readonly quiet: boolean;
  /** A terminal that cannot move its cursor (`TERM=dumb`) gets lines, as a file does. */
  readonly plain: boolean;
}

/** Steps as a spinner at a terminal, as plain lines without one, as nothing when quiet. */
export function createProgress(stream: Stream, { quiet, plain }: Manner): Progress {
  if (quiet) return { step: () => SILENT, note: () => undefined, warn: (text) => stream.write(`${safeText(text)}\n`) };
  const spinner = stream.isTerminal && !plain ? createSpinner(stream) : undefined;
  const say = (text: string): void => {
    spinner?.clear();
    stream.write(`${text}\n`);
  };
  const colors = paint(stream.color);
  return {
    step: (title) => createStep(safeText(title), { say, spinner, colors }),
    note: (text) => say(colors.dim(safeText(text))),
    warn: (text) => say(colors.yellow(safeText(text))),
  };
}

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
