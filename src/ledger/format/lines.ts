/** A line with its end, as the file has it. */
export interface Line {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** The lines of a text; joined they are the text again. */
export function linesOf(text: string): readonly Line[] {
  const lines = text.split(/(?<=\n)|(?<=\r)(?!\n)/);
  return lines.map((part, index) => ({ line: index + 1, text: part }));
}

/** Whether a line holds neither SQL nor a part of it: nothing, or a comment of two dashes. */
export function isIdle({ text }: Line): boolean {
  return /^\s*(?:--.*)?$/.test(text.trimEnd());
}
