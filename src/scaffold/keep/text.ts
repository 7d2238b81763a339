/** What an editor or git may change about a whole file without meaning anything by it. */
export interface TextForm {
  readonly hasMark: boolean;
  readonly newline: "\n" | "\r\n";
}

const MARK = "\uFEFF";

/** Byte order mark and prevailing line end of a text. */
export function formOf(text: string): TextForm {
  const windows = text.split("\r\n").length - 1;
  const all = text.split("\n").length - 1;
  return { hasMark: text.startsWith(MARK), newline: windows * 2 > all ? "\r\n" : "\n" };
}

/** A text without byte order mark, its lines ended by `\n`. */
export function plain(text: string): string {
  const unmarked = text.startsWith(MARK) ? text.slice(1) : text;
  return unmarked.includes("\r") ? unmarked.replaceAll("\r\n", "\n") : unmarked;
}

/** A plain text in the form of another. */
export function formed(text: string, { hasMark, newline }: TextForm): string {
  return `${hasMark ? MARK : ""}${newline === "\n" ? text : text.replaceAll("\n", newline)}`;
}
