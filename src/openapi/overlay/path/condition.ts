import { patternOf } from "./pattern.ts";
import { isSingular, type Call, type Condition, type Operand, type Operator, type Query } from "./syntax.ts";
import { accept, blanks, expect, fail, quotedText, take, type Cursor } from "./text.ts";

const DEEPEST = 50;

/** The logical expression of a filter (RFC 9535, section 2.3.5). */
export function condition(cursor: Cursor, depth: number): Condition {
  if (depth > DEEPEST) fail(cursor, `filters nest deeper than ${DEEPEST} levels`);
  return joined(cursor, "or", () => joined(cursor, "and", () => basic(cursor, depth + 1)));
}

function joined(cursor: Cursor, kind: "or" | "and", one: () => Condition): Condition {
  const sign = kind === "or" ? "||" : "&&";
  const parts: Condition[] = [];
  do {
    blanks(cursor);
    parts.push(one());
    blanks(cursor);
  } while (accept(cursor, sign));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}

function basic(cursor: Cursor, depth: number): Condition {
  if (accept(cursor, "!")) {
    blanks(cursor);
    const of = cursor.text.charAt(cursor.at) === "(" ? group(cursor, depth) : tested(cursor, operand(cursor, depth));
    return { kind: "not", of };
  }
  if (cursor.text.charAt(cursor.at) === "(") return group(cursor, depth);
  const left = operand(cursor, depth);
  blanks(cursor);
  const operator = operatorAt(cursor);
  if (operator === undefined) return tested(cursor, left);
  blanks(cursor);
  return { kind: "compare", operator, left: single(cursor, left), right: single(cursor, operand(cursor, depth)) };
}

function group(cursor: Cursor, depth: number): Condition {
  expect(cursor, "(");
  const inner = condition(cursor, depth);
  blanks(cursor);
  expect(cursor, ")");
  return inner;
}

function operatorAt(cursor: Cursor): Operator | undefined {
  const sign = take(cursor, /[=!<>]=|[<>]/y);
  switch (sign) {
    case "==":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return sign;
    case undefined:
    default:
      return undefined;
  }
}

/** An operand that stands alone: a query asks whether there is anything, a call for its own answer. */
function tested(cursor: Cursor, operand: Operand): Condition {
  if (operand.kind === "query") return { kind: "exists", query: operand.query };
  if (operand.kind === "call" && isLogical(operand.call)) return { kind: "test", call: operand.call };
  return fail(cursor, "a value alone is no condition; compare it");
}

const isLogical = ({ name }: Call): boolean => name === "match" || name === "search";

/** An operand of a comparison has one value. */
function single(cursor: Cursor, operand: Operand): Operand {
  if (operand.kind === "query" && !isSingular(operand.query)) fail(cursor, "only a query for one node can be compared");
  if (operand.kind === "call" && isLogical(operand.call)) fail(cursor, `${operand.call.name}() cannot be compared`);
  return operand;
}

function operand(cursor: Cursor, depth: number): Operand {
  const query = queryAt(cursor, depth);
  if (query !== undefined) return { kind: "query", query };
  const sign = cursor.text.charAt(cursor.at);
  if (sign === "'" || sign === '"') return { kind: "literal", value: quotedText(cursor) };
  const number = take(cursor, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: "literal", value: Number(number) };
  const word = take(cursor, /[a-z][a-z0-9_]*/y);
  if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
  if (word === "null") return { kind: "literal", value: null };
  if (word === undefined) fail(cursor, "a query, a value or a function is expected");
  return { kind: "call", call: callOf(cursor, word, depth) };
}

function queryAt(cursor: Cursor, depth: number): Query | undefined {
  if (accept(cursor, "$")) return { from: "root", segments: cursor.steps(cursor, depth) };
  return accept(cursor, "@") ? { from: "current", segments: cursor.steps(cursor, depth) } : undefined;
}

function callOf(cursor: Cursor, name: string, depth: number): Call {
  expect(cursor, "(");
  const operands: Operand[] = [];
  do {
    blanks(cursor);
    operands.push(operand(cursor, depth + 1));
    blanks(cursor);
  } while (accept(cursor, ","));
  expect(cursor, ")");
  const call = { name, operands };
  if (!isCall(call)) fail(cursor, `there is no function ${name}()`);
  refuseMisuse(cursor, call);
  return call;
}

function isCall(call: { readonly name: string; readonly operands: readonly Operand[] }): call is Call {
  return ["length", "count", "value", "match", "search"].includes(call.name);
}

function refuseMisuse(cursor: Cursor, { name, operands }: Call): void {
  const wanted = name === "match" || name === "search" ? 2 : 1;
  if (operands.length !== wanted) fail(cursor, `${name}() takes ${wanted} ${wanted === 1 ? "value" : "values"}`);
  const [first, pattern] = operands;
  if ((name === "count" || name === "value") && first?.kind !== "query") fail(cursor, `${name}() takes a query`);
  if (name !== "count" && name !== "value") for (const each of operands) single(cursor, each);
  if (wanted === 1) return;
  if (pattern?.kind !== "literal" || typeof pattern.value !== "string")
    fail(cursor, `${name}() takes a pattern in quotes`);
  if (patternOf(pattern.value, false) === undefined)
    fail(cursor, `the pattern of ${name}() is not taken: repeat single signs or [classes] only, at most 3 times`);
}
