import { type JsonValue, isJsonArray } from "../../../kit/index.ts";
import type { FunctionName, Value } from "../model.ts";
import { between, oneOf } from "./random.ts";
import type { User } from "./user.ts";

/** What values are computed from, besides the user. */
export interface Source {
  readonly random: () => number;
  /** Unix time in milliseconds. */
  readonly epochMs: () => number;
  /** A number that no other lane hands out. */
  readonly nextCount: () => number;
}

/** The value now; undefined when a variable has none. */
export function valueNow(value: Value, user: User, source: Source): JsonValue | undefined {
  switch (value.kind) {
    case "literal":
      return value.value;
    case "variable":
      return user.values[value.variable];
    case "call":
      return called(
        value.name,
        value.inputs.map((input) => valueNow(input, user, source)),
        { user, source },
      );
  }
}

interface Around {
  readonly user: User;
  readonly source: Source;
}

type Made = (inputs: readonly (JsonValue | undefined)[], around: Around) => JsonValue | undefined;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const LONGEST_MADE = 10_000;

const FUNCTIONS: Readonly<Record<FunctionName, Made>> = {
  uuid: (_, { source }) => uuid(source.random),
  random: ([least, most], { source }) => between(source.random, numberOf(least, 0), numberOf(most, 0)),
  now: ([form], { source }) => moment(form, source.epochMs()),
  counter: (_, { source }) => source.nextCount(),
  pick: (inputs, { source }) => oneOf(source.random, choicesOf(inputs)),
  letters: ([count], { source }) => characters(LETTERS, numberOf(count, 8), source.random),
  digits: ([count], { source }) => characters(DIGITS, numberOf(count, 8), source.random),
  user: (_, { user }) => user.number,
  iteration: (_, { user }) => user.iteration,
  text: ([value]) => textOf(value),
  number: ([value]) => asNumber(value),
  base64: ([value]) => encoded(textOf(value)),
  basic: ([name, password]) => encoded(`${textOf(name) ?? ""}:${textOf(password) ?? ""}`),
  json: ([value]) => (value === undefined ? undefined : JSON.stringify(value)),
};

/** Undefined also when an input is missing: no function makes something of nothing. */
function called(name: FunctionName, inputs: readonly (JsonValue | undefined)[], around: Around): JsonValue | undefined {
  return inputs.includes(undefined) ? undefined : FUNCTIONS[name](inputs, around);
}

function choicesOf(inputs: readonly (JsonValue | undefined)[]): readonly (JsonValue | undefined)[] {
  const [only] = inputs;
  return inputs.length === 1 && isJsonArray(only) ? only : inputs;
}

/** A value as text goes on the wire; undefined for null, which has none. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function numberOf(value: JsonValue | undefined, otherwise: number): number {
  const number = asNumber(value);
  return number === undefined ? otherwise : Math.trunc(number);
}

function asNumber(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

const encoded = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : Buffer.from(text, "utf8").toString("base64");

function moment(form: JsonValue | undefined, epochMs: number): JsonValue {
  if (form === "ms") return Math.floor(epochMs);
  if (form === "s") return Math.floor(epochMs / 1_000);
  const text = new Date(epochMs).toISOString();
  return form === "date" ? text.slice(0, 10) : text;
}

function characters(alphabet: string, count: number, random: () => number): string {
  let text = "";
  for (let index = 0; index < Math.min(count, LONGEST_MADE); index += 1)
    text += alphabet.charAt(Math.floor(random() * alphabet.length));
  return text;
}

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** RFC 9562 section 5.4. Not for secrets: it follows from the seed. */
function uuid(random: () => number): string {
  let text = "";
  for (let index = 0; index < 16; index += 1) {
    let byte = Math.floor(random() * 256);
    if (index === 6) byte = (byte & 0x0f) | 0x40;
    if (index === 8) byte = (byte & 0x3f) | 0x80;
    if (index === 4 || index === 6 || index === 8 || index === 10) text += "-";
    text += BYTES[byte] ?? "";
  }
  return text;
}
