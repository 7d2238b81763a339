import { isIdle, type Line } from "./lines.ts";
import type { FormatProblem } from "./migration.ts";

/** What a marker of goose says, in small letters. */
export type GooseMark =
  | "up"
  | "down"
  | "statementbegin"
  | "statementend"
  | "no transaction"
  | "envsub on"
  | "envsub off";

const MARKS: readonly GooseMark[] = [
  "up",
  "down",
  "statementbegin",
  "statementend",
  "no transaction",
  "envsub on",
  "envsub off",
];

/** Whether a line means to be a marker. */
export function isGooseLine({ text }: Line): boolean {
  return /^\s*--\s*\+goose\b/i.test(text);
}

/** The marker that a line is; undefined where goose knows no such. */
export function gooseMark({ text }: Line): GooseMark | undefined {
  const said = text
    .replace(/^\s*--\s*\+goose/i, "")
    .trim()
    .replace(/\s+/g, " ")
    .toLowerCase();
  return MARKS.find((mark) => mark === said);
}

/** Where goose is in a file. */
export interface GooseState {
  readonly direction: "up" | "down" | undefined;
  readonly isInBlock: boolean;
  readonly substitutes: boolean;
}

export type GooseTrouble = Omit<FormatProblem, "line">["kind"];

/** Why a marker cannot stand where it does. */
export function markTrouble(line: Line, state: GooseState): GooseTrouble | undefined {
  const mark = gooseMark(line);
  if (mark === undefined) return "unknown-marker";
  if (/^\s/.test(line.text)) return "indented-marker";
  if (mark === state.direction) return "repeated-marker";
  return isMisplaced(mark, state) ? "misplaced-marker" : undefined;
}

function isMisplaced(mark: GooseMark, { direction, isInBlock }: GooseState): boolean {
  if (mark === "up") return direction !== undefined;
  if (mark === "down") return direction === undefined || isInBlock;
  if (mark === "statementbegin") return direction === undefined || isInBlock;
  return mark === "statementend" && !isInBlock;
}

/** Whether a line is SQL before any direction. */
export function isOutside(line: Line, { direction }: GooseState): boolean {
  return direction === undefined && !isIdle(line);
}
