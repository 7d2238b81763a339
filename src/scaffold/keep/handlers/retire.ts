import { comment, print } from "../../../typescript/index.ts";
import { insertion, type Edit } from "./edits.ts";
import type { Piece } from "./piece.ts";
import type { Source } from "./source.ts";

/** A remark above a handler whose operation is gone. */
export function markEdit({ whole }: Piece, operation: string): Edit {
  const words = `${beginning(operation)} is no longer in the document, so nothing calls this handler and its type is gone. Delete it, or move its code.`;
  return insertion(whole.start, `//${words}\n`);
}

/** The remark about an operation stands above the handler. */
export const isMarked = ({ marks }: Piece, operation: string): boolean =>
  marks.some(({ value }) => value.startsWith(`${beginning(operation)} `));

/** The remark about an operation is taken away, its line with it. */
export function unmarkEdit({ text }: Source, piece: Piece | undefined, operation: string): readonly Edit[] {
  const about = piece?.marks.filter(({ value }) => value.startsWith(`${beginning(operation)} `)) ?? [];
  return about.map(({ start, end }) => ({ start, end: lineEnd(text, end), text: "" }));
}

/** Printed as a comment, so that a path of a document cannot end it. */
const beginning = (operation: string): string => print(comment(`backwright: ${operation}`)).slice(2);

/** A stub is taken away, its line end and the blank line behind it with it. */
export function removalEdit({ text }: Source, { whole }: Piece): Edit {
  const end = lineEnd(text, whole.end);
  return { start: whole.start, end: end === whole.end ? end : lineEnd(text, end), text: "" };
}

/** Behind the line break that follows directly; the same place where something else follows. */
function lineEnd(text: string, at: number): number {
  if (text.startsWith("\r\n", at)) return at + 2;
  return text.startsWith("\n", at) ? at + 1 : at;
}
