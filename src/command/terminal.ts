/** An output: stdout carries the result, stderr the talk. */
export interface Stream {
  readonly isTerminal: boolean;
  readonly columns: number;
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

/** Talk on stderr: a spinner at a terminal, plain lines without one, nothing with --quiet. */
export interface Progress {
  step(title: string): Step;
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
