import type { JsonValue } from "../../../kit/index.ts";

/** What stands between `${` and `}`, as it was written. */
export type Expression =
  | { readonly kind: "literal"; readonly value: JsonValue }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly inputs: readonly Expression[] };

/** A text with expressions, as it was written; or what is wrong with it. */
export type Reading =
  | readonly (string | { readonly expression: Expression; readonly source: string })[]
  | { readonly problem: string };

const NAME = /\s*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)/y;
const LITERAL = /\s*(?:(-?\d+(?:\.\d+)?)|"([^"]*)"|'([^']*)'|(true|false)\b)/y;

/**
 * Takes a text apart: `/users/${id}`; `$${` stands for a plain `${`.
 *
 * @example
 * readTemplate("/users/${id}"); // ["/users/", { expression: { kind: "name", name: "id" }, source: "id" }]
 */
export function readTemplate(text: string): Reading {
  const pieces: (string | { expression: Expression; source: string })[] = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf("$", at);
    if (next < 0) break;
    plain += text.slice(at, next);
    at = next + 1;
    if (text.startsWith("${", at)) {
      plain += "${";
      at += 2;
    } else if (text.startsWith("{", at)) {
      const read = readHole(text, at + 1);
      if ("problem" in read) return read;
      if (plain !== "") pieces.push(plain);
      plain = "";
      pieces.push({ expression: read.expression, source: text.slice(at + 1, read.end - 1).trim() });
      at = read.end;
    } else plain += "$";
  }
  plain += text.slice(at);
  return plain === "" ? pieces : [...pieces, plain];
}

/** A text that stands for itself, whatever is in it. */
export function escapeTemplate(text: string): string {
  return text.replaceAll("${", () => "$${");
}

interface Cursor {
  readonly text: string;
  at: number;
}

type Hole = { readonly expression: Expression; readonly end: number } | { readonly problem: string };

function readHole(text: string, at: number): Hole {
  const cursor: Cursor = { text, at };
  const expression = readExpression(cursor);
  skipBlanks(cursor);
  if (expression !== undefined && text.charAt(cursor.at) === "}") return { expression, end: cursor.at + 1 };
  const end = text.indexOf("}", at);
  if (end < 0) return { problem: `a } is missing behind \${${text.slice(at, at + 20)}; a plain \${ is written $\${` };
  return { problem: `\${${text.slice(at, end)}} is no variable and no function call` };
}

function readExpression(cursor: Cursor): Expression | undefined {
  LITERAL.lastIndex = cursor.at;
  const literal = LITERAL.exec(cursor.text);
  if (literal !== null) {
    cursor.at += literal[0].length;
    return { kind: "literal", value: literalValue(literal) };
  }
  NAME.lastIndex = cursor.at;
  const name = NAME.exec(cursor.text);
  if (name === null) return undefined;
  cursor.at += name[0].length;
  skipBlanks(cursor);
  if (cursor.text.charAt(cursor.at) !== "(") return { kind: "name", name: name[1] ?? "" };
  cursor.at += 1;
  const inputs = readInputs(cursor);
  return inputs === undefined ? undefined : { kind: "call", name: name[1] ?? "", inputs };
}

function literalValue([, number, double, single, flag]: RegExpExecArray): JsonValue {
  if (number !== undefined) return Number(number);
  return flag === undefined ? (double ?? single ?? "") : flag === "true";
}

function readInputs(cursor: Cursor): readonly Expression[] | undefined {
  const inputs: Expression[] = [];
  skipBlanks(cursor);
  if (takes(cursor, ")")) return inputs;
  do {
    const input = readExpression(cursor);
    if (input === undefined || input.kind === "call") return undefined;
    inputs.push(input);
    skipBlanks(cursor);
  } while (takes(cursor, ","));
  return takes(cursor, ")") ? inputs : undefined;
}

function skipBlanks(cursor: Cursor): void {
  while (cursor.text.charAt(cursor.at) === " ") cursor.at += 1;
}

function takes(cursor: Cursor, character: string): boolean {
  if (cursor.text.charAt(cursor.at) !== character) return false;
  cursor.at += 1;
  return true;
}
