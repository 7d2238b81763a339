import type { Cut } from "./chunk.ts";
import { isIdle, type Line } from "./lines.ts";
import type { FormatName, FormatProblem, FormattedMigration } from "./migration.ts";
import { byLine, readSection, type ReadSection } from "./section.ts";

/** A format of two markers, each of which begins a part. */
export interface TwoParts {
  readonly format: FormatName;
  /** Any line that means to be a marker; its group is `up` or `down` where it is one. */
  readonly marker: RegExp;
}

export const DBMATE: TwoParts = { format: "dbmate", marker: /^--\s*migrate:(?:(up|down)(?!\S)|\S*)/ };
export const NODE_PG_MIGRATE: TwoParts = {
  format: "node-pg-migrate",
  marker: /^\s*--[\s-]*(up|down)\s+migration/i,
};

interface Mark extends Line {
  readonly direction: string | undefined;
}

/** Reads a file of `up` and `down`, in this order. */
export function readTwoParts(lines: readonly Line[], rules: TwoParts, cut: Cut): FormattedMigration {
  const marks = lines.flatMap((line) => markOf(line, rules));
  const up = marks.find(({ direction }) => direction === "up");
  const down = marks.find(({ direction }) => direction === "down");
  const [first] = marks;
  const before = first === undefined ? [] : lines.slice(0, first.line - 1);
  const parts = { up: partOf(lines, [up, down], cut), down: partOf(lines, [down, up], cut) };
  return {
    format: rules.format,
    up: parts.up.section,
    down: down === undefined ? undefined : parts.down.section,
    problems: byLine([...markProblems(marks), ...outside(before), ...parts.up.problems, ...parts.down.problems]),
  };
}

function markOf(line: Line, { marker }: TwoParts): readonly Mark[] {
  const found = marker.exec(line.text);
  return found === null ? [] : [{ ...line, direction: found[1]?.toLowerCase() }];
}

/** The lines behind `mark` up to `other`, where that comes later. */
function partOf(
  lines: readonly Line[],
  [mark, other]: readonly [Mark | undefined, Mark | undefined],
  cut: Cut,
): ReadSection {
  const end = mark !== undefined && other !== undefined && other.line > mark.line ? other.line - 1 : lines.length;
  const part = mark === undefined ? [] : lines.slice(mark.line, end).filter(({ text }) => !isMark(text));
  const noTransaction = /\stransaction:false(?!\S)/.test(mark?.text ?? "");
  return readSection([{ isWhole: false, lines: part }], { cut, noTransaction, needsSemicolon: false });
}

const isMark = (text: string): boolean => DBMATE.marker.test(text) || NODE_PG_MIGRATE.marker.test(text);

/** One up, then at most one down: in any other order the runners themselves disagree about what belongs to which. */
function markProblems(marks: readonly Mark[]): readonly FormatProblem[] {
  const up = marks.find(({ direction }) => direction === "up");
  const missing: readonly FormatProblem[] =
    up === undefined ? [{ line: marks[0]?.line ?? 1, kind: "missing-up", what: marks[0]?.text.trim() ?? "" }] : [];
  return [...missing, ...marks.flatMap((mark, index) => markProblem(mark, marks.slice(0, index)))];
}

function markProblem({ line, text, direction }: Mark, before: readonly Mark[]): readonly FormatProblem[] {
  const what = text.trim();
  if (direction === undefined) return [{ line, kind: "unknown-marker", what }];
  if (before.some((mark) => mark.direction === direction)) return [{ line, kind: "repeated-marker", what }];
  const isEarly = direction === "up" && before.some((mark) => mark.direction === "down");
  return isEarly ? [{ line, kind: "misplaced-marker", what }] : [];
}

/** node-pg-migrate drops what stands before its first marker in silence; nobody means that. */
function outside(before: readonly Line[]): readonly FormatProblem[] {
  const stray = before.find((line) => !isIdle(line));
  return stray === undefined ? [] : [{ line: stray.line, kind: "statement-outside", what: stray.text.trim() }];
}
