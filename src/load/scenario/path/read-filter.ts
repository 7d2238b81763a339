import type { JsonValue } from "../../../kit/index.ts";
import { type PathCursor, fail, skipBlanks, takeMatch, takes } from "./cursor.ts";
import { readText } from "./read-text.ts";
import type { Operand, Operator, Query, Segment, Selector, Test } from "./tree.ts";

/** How segments are read: handed in, because segments hold filters and filters hold segments. */
export type ReadSegments = (cursor: PathCursor) => readonly Segment[];

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /==|!=|<=|>=|<|>/y;
const OPERATORS: readonly Operator[] = ["==", "!=", "<=", ">=", "<", ">"];
const DEEPEST = 32;

/** A logical expression: `@.a == 1 && (!@.b || $.c)`. */
export function readTest(cursor: PathCursor, segments: ReadSegments): Test {
  cursor.depth += 1;
  if (cursor.depth > DEEPEST) fail(cursor, `it nests deeper than ${DEEPEST} levels`);
  const tests = readList(cursor, "||", () => readAnd(cursor, segments));
  cursor.depth -= 1;
  return joined("or", tests);
}

const readAnd = (cursor: PathCursor, segments: ReadSegments): Test =>
  joined(
    "and",
    readList(cursor, "&&", () => readBasic(cursor, segments)),
  );

function readList(cursor: PathCursor, separator: string, read: () => Test): readonly Test[] {
  const tests: Test[] = [];
  do {
    skipBlanks(cursor);
    tests.push(read());
    skipBlanks(cursor);
  } while (takes(cursor, separator));
  return tests;
}

function joined(kind: "or" | "and", tests: readonly Test[]): Test {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : { kind, tests };
}

function readBasic(cursor: PathCursor, segments: ReadSegments): Test {
  if (takes(cursor, "!")) return { kind: "not", test: readNegated(cursor, segments) };
  if (cursor.text.charAt(cursor.at) === "(") return readParenthesis(cursor, segments);
  const left = readOperand(cursor, segments);
  skipBlanks(cursor);
  const operator = takeOperator(cursor);
  if (operator === undefined) {
    if (left.kind === "query") return { kind: "exists", query: left.query };
    return fail(cursor, "a comparison is missing behind the value");
  }
  skipBlanks(cursor);
  const right = readOperand(cursor, segments);
  for (const side of [left, right]) refusePlural(cursor, side);
  return { kind: "compare", operator, left, right };
}

function readNegated(cursor: PathCursor, segments: ReadSegments): Test {
  skipBlanks(cursor);
  if (cursor.text.charAt(cursor.at) === "(") return readParenthesis(cursor, segments);
  const query = readQuery(cursor, segments);
  return query === undefined ? fail(cursor, "behind ! stands a query or a parenthesis") : { kind: "exists", query };
}

function readParenthesis(cursor: PathCursor, segments: ReadSegments): Test {
  cursor.at += 1;
  const test = readTest(cursor, segments);
  skipBlanks(cursor);
  if (!takes(cursor, ")")) fail(cursor, "a ) is missing");
  return test;
}

function takeOperator(cursor: PathCursor): Operator | undefined {
  const text = takeMatch(cursor, OPERATOR);
  return OPERATORS.find((operator) => operator === text);
}

function readOperand(cursor: PathCursor, segments: ReadSegments): Operand {
  const query = readQuery(cursor, segments);
  return query === undefined ? { kind: "literal", value: readLiteral(cursor) } : { kind: "query", query };
}

function readQuery(cursor: PathCursor, segments: ReadSegments): Query | undefined {
  if (takes(cursor, "@")) return { isRelative: true, segments: segments(cursor) };
  return takes(cursor, "$") ? { isRelative: false, segments: segments(cursor) } : undefined;
}

function readLiteral(cursor: PathCursor): JsonValue {
  const character = cursor.text.charAt(cursor.at);
  if (character === "'" || character === '"') return readText(cursor);
  if (takes(cursor, "true")) return true;
  if (takes(cursor, "false")) return false;
  if (takes(cursor, "null")) return null;
  const number = takeMatch(cursor, NUMBER);
  if (number === undefined)
    return fail(cursor, "a value, @ or $ is missing in the filter; functions are not supported");
  return Number(number);
}

/** RFC 9535 section 2.3.5.1: only a query that finds at most one node can be compared. */
function refusePlural(cursor: PathCursor, operand: Operand): void {
  if (operand.kind === "literal" || operand.query.segments.every(isSingular)) return;
  fail(cursor, "only a query for one node can be compared, without *, .., slices and filters");
}

const isSingular = ({ descends, selectors }: Segment): boolean =>
  !descends && selectors.length === 1 && selectors.every(isPlain);

const isPlain = ({ kind }: Selector): boolean => kind === "name" || kind === "index";
