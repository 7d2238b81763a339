import type { Split } from "../../sql/index.ts";
import type { Line } from "./lines.ts";
import type { FormatProblem, FormatStatement } from "./migration.ts";

/** Lines that are cut into statements, or are one (`isWhole`). */
export interface Chunk {
  readonly isWhole: boolean;
  readonly lines: readonly Line[];
}

export type Cut = (text: string) => Split;

export interface ReadChunk {
  readonly statements: readonly FormatStatement[];
  readonly problems: readonly FormatProblem[];
  /** The line of a statement that the chunk's end cuts off without a semicolon. */
  readonly unfinished: number | undefined;
}

/** Cuts a chunk; lines are the file's, also where lines of it were left out or grew. */
export function readChunk({ lines, isWhole }: Chunk, cut: Cut): ReadChunk {
  const text = lines.map((line) => line.text).join("");
  const split = cut(text);
  const lineAt = lineFinder(lines);
  const statements = isWhole ? whole(text, split) : split.statements;
  const unfinished = isWhole ? undefined : unfinishedOffset(text, split);
  return {
    statements: statements.map(({ sql, offset }) => ({ sql, line: lineAt(offset) })),
    problems: split.problems.map(({ kind, what, offset }) => ({ kind, what, line: lineAt(offset) })),
    unfinished: unfinished === undefined ? undefined : lineAt(unfinished),
  };
}

/** Offsets that grow, as a text's statements do, cost one walk over the lines. */
function lineFinder(lines: readonly Line[]): (offset: number) => number {
  let index = 0;
  let start = 0;
  return (offset) => {
    if (offset < start) [index, start] = [0, 0];
    while (index < lines.length - 1 && offset >= start + (lines[index]?.text.length ?? 0)) {
      start += lines[index]?.text.length ?? 0;
      index += 1;
    }
    return lines[index]?.line ?? 1;
  };
}

/** From the first statement to the last's end, whatever is between. */
function whole(text: string, { statements }: Split): readonly { readonly sql: string; readonly offset: number }[] {
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ sql: text.slice(first.offset, last.offset + last.sql.length), offset: first.offset }];
}

/** Behind a statement: comments and spaces, then its semicolon. */
const SEMICOLON = /^(?:\s|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*;/;

function unfinishedOffset(text: string, { problems, statements }: Split): number | undefined {
  const last = statements.at(-1);
  // An open quote has eaten the semicolon: one trouble is enough.
  if (last === undefined || problems.some(({ kind }) => kind === "unterminated")) return undefined;
  return SEMICOLON.test(text.slice(last.offset + last.sql.length)) ? undefined : last.offset;
}
