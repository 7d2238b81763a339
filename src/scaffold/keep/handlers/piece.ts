import type { Comment } from "oxc-parser";
import type { ExportSite } from "./exports.ts";
import { isNode, meaningOf, type Node } from "./nodes.ts";
import type { Source, Span } from "./source.ts";

/** An exported statement with what stands above it and belongs to it. */
export interface Piece {
  readonly statement: Node;
  /** The documentation comment directly above. */
  readonly doc: Comment | undefined;
  /** Our own remarks about operations that are no longer in the document. */
  readonly marks: readonly Comment[];
  /** From the first comment that belongs to it to the end of the statement. */
  readonly whole: Span;
}

/** How our remarks in a user's file begin, without the slashes. */
const MARK = " backwright: ";

/** The statement of an exported name; undefined where it is not a statement of its own. */
export function pieceOf(source: Source, { statement: span }: ExportSite): Piece | undefined {
  const index = source.program.body.findIndex(({ start, end }) => start === span.start && end === span.end);
  const statement: unknown = source.program.body[index];
  if (!isNode(statement)) return undefined;
  const from = source.program.body[index - 1]?.end ?? 0;
  const above = commentsAbove(source, { start: from, end: statement.start });
  const doc = above.find(({ type, value }) => type === "Block" && value.startsWith("*"));
  const marks = above.filter(({ type, value }) => type === "Line" && value.startsWith(MARK));
  const start = Math.min(statement.start, ...[doc, ...marks].flatMap((comment) => comment?.start ?? []));
  return { statement, doc, marks, whole: { start, end: statement.end } };
}

/** The documentation comment and the remarks that stand directly above a statement, the nearest first. */
function commentsAbove({ text, comments }: Source, { start, end }: Span): readonly Comment[] {
  const found: Comment[] = [];
  let top = end;
  for (const comment of comments.toReversed()) {
    if (comment.start < start || comment.end > top) continue;
    const isDoc = comment.type === "Block" && comment.value.startsWith("*");
    const isOurs = isDoc ? found.every(({ type }) => type === "Line") : comment.value.startsWith(MARK);
    if (!isOurs || text.slice(comment.end, top).trim() !== "") break;
    found.push(comment);
    top = comment.start;
  }
  return found;
}

/** What a piece says: its code and every comment in and above it, whatever the layout. Remarks of ours do not count. */
export function sayingOf({ comments }: Source, { statement, whole, marks }: Piece): string {
  const inside = comments.filter(
    ({ start, end }) => start >= whole.start && end <= whole.end && marks.every((mark) => mark.start !== start),
  );
  return [meaningOf(statement), ...inside.map(wordsOf)].join("\n");
}

/** A comment without its layout. */
export const wordsOf = ({ value }: Comment): string =>
  value
    .split(/[\s*]+/)
    .join(" ")
    .trim();
