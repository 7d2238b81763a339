import type { Look } from "../kit/index.ts";

/** An output: stdout carries the result, stderr the talk. */
export interface Stream {
  readonly isTerminal: boolean;
  /** As wide as it is now: a window may change. */
  readonly columns: number;
  /** As high as it is now; undefined where nobody knows. */
  readonly rows?: number | undefined;
  /** ANSI colours may be used: a terminal, and neither NO_COLOR nor --json. */
  readonly color: boolean;
  write(text: string): void;
}

/** A step of long work. Ending it twice is allowed and does nothing. */
export interface Step {
  /** Replaces the detail behind the title. */
  update(detail: string): void;
  done(detail?: string): void;
  failed(detail?: string): void;
}

/** Long work that is watched while it runs. */
export interface Live {
  /** True when nobody sees it, so that its views need not be made. */
  readonly isSilent?: true;
  /** Draws where it stands. At a terminal the rows take the place of the last ones; without one the line is said every 5 s. */
  show(view: LiveView): void;
  /** Takes the drawing away and says how it ended. Ending it twice is allowed and does nothing. */
  done(detail?: string): void;
  failed(detail?: string): void;
}

export interface LiveView {
  /** Laid out for the terminal as it is now; a row that is too long is cut. */
  readonly rows: (look: Look) => readonly string[];
  readonly line: string;
}

/** Talk on stderr: a spinner at a terminal, plain lines without one, nothing with --quiet. */
export interface Progress {
  step(title: string): Step;
  live(title: string): Live;
  /** A line of talk. */
  note(text: string): void;
  warn(text: string): void;
}

/** Questions. Without a terminal every question is the error `consent-needed` with the flag that answers it. */
export interface Prompts {
  readonly canAsk: boolean;
  /** `flag` is what answers it beforehand: `--yes`. */
  confirm(question: string, flag: string): Promise<boolean>;
  text(question: string, options: { readonly flag: string; readonly initial?: string }): Promise<string>;
  choose(question: string, choices: readonly string[], flag: string): Promise<string>;
}
