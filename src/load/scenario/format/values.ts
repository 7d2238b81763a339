import { type JsonValue, isJsonArray, isJsonObject, nearest } from "../../../kit/index.ts";
import {
  FUNCTION_NAMES,
  type FunctionName,
  type Hole,
  type Place,
  type Setting,
  type Template,
  type Value,
} from "../model.ts";
import { writeValue } from "../play/write.ts";
import { readTemplate, type Expression } from "./expression.ts";
import { useVariable, type Scope } from "./scope.ts";

/** Where a text stands that is compiled. */
export interface Spot {
  readonly scope: Scope;
  readonly pointer: string;
}

/** Numbers of inputs that each function takes. */
const INPUTS: Readonly<Record<FunctionName, readonly [least: number, most: number]>> = {
  uuid: [0, 0],
  random: [2, 2],
  now: [0, 1],
  counter: [0, 0],
  pick: [1, 100],
  letters: [0, 1],
  digits: [0, 1],
  user: [0, 0],
  iteration: [0, 0],
  text: [1, 1],
  number: [1, 1],
  base64: [1, 1],
  basic: [2, 2],
  json: [1, 1],
};

/** A text as literal pieces and holes that write their values for one place. */
export function templateOf(text: string, place: Place, spot: Spot): Template {
  const read = readTemplate(text);
  if ("problem" in read) {
    spot.scope.mistakes.error(spot.pointer, read.problem);
    return [];
  }
  return joined(
    read.map((piece) => {
      if (typeof piece === "string") return LITERALS[place](piece);
      return holeOf(valueOf(piece.expression, spot), place, piece.source);
    }),
  );
}

const plainly = (text: string): string => text;
/** What no request line may hold is percent-encoded; escapes that are there stay. */
const plainPath = (text: string): string => text.replaceAll(/[^\u0021-\u007E]+/gu, encodeURIComponent);
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** How the file's own text is written, which may hold the signs that values may not. */
const LITERALS: Readonly<Record<Place, (text: string) => string>> = {
  target: plainPath,
  path: plainPath,
  query: encodeURIComponent,
  header: plainly,
  json: plainly,
  "json-text": inJson,
  raw: plainly,
};

/** A value where it is written; one that is known already is text. */
export function holeOf(value: Value, place: Place, source: string): Hole | string {
  const known = value.kind === "literal" ? writeValue(value.value, place) : undefined;
  return known ?? { value, place, source };
}

/** Neighbouring texts as one. */
export function joined(pieces: Template): Template {
  const result: (string | Hole)[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === "string" && typeof last === "string") result[result.length - 1] = last + piece;
    else if (piece !== "") result.push(piece);
  }
  return result;
}

/** A JSON value of the file: `${x}` alone keeps the value's type. Inside lists and mappings texts stay texts. */
export function settingOf(value: JsonValue, spot: Spot): Setting {
  if (typeof value === "string") {
    const alone = aloneIn(value, spot);
    if (alone !== undefined) return alone;
    return { kind: "template", template: templateOf(value, "raw", spot) };
  }
  return { kind: "value", value: { kind: "literal", value }, source: JSON.stringify(value) };
}

/** The value of a text that is nothing but one `${…}`. */
export function aloneIn(text: string, spot: Spot): Extract<Setting, { kind: "value" }> | undefined {
  const read = readTemplate(text);
  if ("problem" in read || read.length !== 1) return undefined;
  const [only] = read;
  if (only === undefined || typeof only === "string") return undefined;
  return { kind: "value", value: valueOf(only.expression, spot), source: only.source };
}

/** A JSON body: its text with holes, in which `"${id}"` becomes the value itself, a number for a number. */
export function jsonTemplate(value: JsonValue, spot: Spot): Template {
  return joined(jsonPieces(value, spot));
}

function jsonPieces(value: JsonValue, spot: Spot): Template {
  if (typeof value === "string") return textPieces(value, spot);
  if (isJsonArray(value))
    return between(
      "[",
      value.map((item) => jsonPieces(item, spot)),
      "]",
    );
  if (!isJsonObject(value)) return [JSON.stringify(value)];
  const members = Object.entries(value).map(([name, member]) => memberPieces(name, member, spot));
  return between("{", members, "}");
}

const memberPieces = (name: string, member: JsonValue, spot: Spot): Template => [
  ...quoted(name, spot),
  ":",
  ...jsonPieces(member, spot),
];

function textPieces(text: string, spot: Spot): Template {
  const alone = aloneIn(text, spot);
  return alone === undefined ? quoted(text, spot) : [holeOf(alone.value, "json", alone.source)];
}

const quoted = (text: string, spot: Spot): Template => ['"', ...templateOf(text, "json-text", spot), '"'];

const between = (open: string, parts: readonly Template[], close: string): Template => [
  open,
  ...listed(parts, ","),
  close,
];

/** Templates with a separator between them. */
export function listed(parts: readonly Template[], separator: string): Template {
  const [first = [], ...rest] = parts;
  return [...first, ...rest.flatMap((part) => [[separator], part].flat())];
}

/** What an expression means. */
export function valueOf(expression: Expression, spot: Spot): Value {
  switch (expression.kind) {
    case "literal":
      return expression;
    case "name":
      return nameValue(expression.name, spot);
    case "call":
      return callValue(expression, spot);
  }
}

function nameValue(name: string, { scope, pointer }: Spot): Value {
  const constant = scope.constants.get(name);
  if (constant !== undefined) return { kind: "literal", value: constant };
  if (!name.startsWith("env.")) return { kind: "variable", variable: useVariable(scope, name, pointer) };
  if (scope.isLate) return { kind: "variable", variable: scope.numbers.get(name) ?? 0 };
  const value = scope.env[name.slice(4)];
  if (value === undefined || value === "")
    scope.mistakes.error(pointer, `the environment variable ${name.slice(4)} is not set`);
  return { kind: "literal", value: value ?? "" };
}

function callValue({ name, inputs }: Extract<Expression, { kind: "call" }>, spot: Spot): Value {
  const known = FUNCTION_NAMES.find((one) => one === name);
  if (known === undefined) {
    const near = nearest(name, FUNCTION_NAMES);
    const help = near === undefined ? `there are ${FUNCTION_NAMES.join(", ")}` : `did you mean ${near}()?`;
    spot.scope.mistakes.error(spot.pointer, `there is no function ${name}(); ${help}`);
    return { kind: "literal", value: null };
  }
  const [least, most] = INPUTS[known];
  if (inputs.length < least || inputs.length > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    spot.scope.mistakes.error(spot.pointer, `${name}() takes ${wanted} values, not ${inputs.length}`);
  }
  return { kind: "call", name: known, inputs: inputs.map((input) => valueOf(input, spot)) };
}
