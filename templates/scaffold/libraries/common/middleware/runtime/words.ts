// What a library found, in the words that the document has for it.
import { fail, type Problem } from "./problems.js";

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "true or false",
  null: "null",
  number: "a number",
  integer: "an integer",
  array: "a list",
  object: "an object",
};

/** `must be a string or null` */
export function typeWords(types: readonly string[]): string {
  return `must be ${types.map((type) => TYPES[type] ?? type).join(" or ")}`;
}

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "a date and time (RFC 3339)",
  date: "a date (YYYY-MM-DD)",
  time: "a time (RFC 3339)",
  duration: "a duration (ISO 8601)",
  uuid: "a UUID",
  email: "an e-mail address",
  hostname: "a host name",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  ip: "an IP address",
  uri: "a URI",
  "uri-reference": "a URI or a relative reference",
  byte: "base64",
  "json-pointer": "a JSON pointer",
  regex: "a regular expression",
};

export function formatWords(format: string): string {
  const words = FORMATS[format];
  return words === undefined ? `must fit into ${format}` : `must be ${words}`;
}

/** Bounds of the number formats; those of 64 bits are rounded to what a number can hold. */
export const NUMBER_FORMATS: Readonly<Record<string, readonly [minimum: number, maximum: number]>> = {
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  int64: [-(2 ** 63), 2 ** 63],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
  uint64: [0, 2 ** 64],
};

export function isInFormat(format: string, value: number): boolean {
  const [minimum, maximum] = NUMBER_FORMATS[format] ?? [-Infinity, Infinity];
  return value >= minimum && value <= maximum;
}

export type Bound = "least" | "most";

export function lengthWords(bound: Bound, limit: number): string {
  return bound === "least" && limit === 1 ? "must not be empty" : `must have at ${bound} ${limit} characters`;
}

export function itemWords(bound: Bound, limit: number): string {
  return `must have at ${bound} ${limit} ${limit === 1 ? "item" : "items"}`;
}

export function fittingWords(bound: Bound, limit: number): string {
  return `must hold at ${bound} ${limit} fitting ${limit === 1 ? "item" : "items"}`;
}

export function propertyWords(bound: Bound, limit: number): string {
  return `must have at ${bound} ${limit} properties`;
}

export function limitWords(bound: Bound, limit: number, isInclusive: boolean): string {
  if (isInclusive) return `must be at ${bound} ${limit}`;
  return bound === "least" ? `must be more than ${limit}` : `must be less than ${limit}`;
}

const SHOWN = 12;

/** `must be one of "a", "b"` */
export function valueWords(values: readonly unknown[]): string {
  const shown = values.slice(0, SHOWN).map(spelled);
  const more = values.length > SHOWN ? `, … (${values.length})` : "";
  return values.length === 1 ? `must be ${shown[0]}` : `must be one of ${shown.join(", ")}${more}`;
}

const spelled = (value: unknown): string => (JSON.stringify(value) ?? "").slice(0, 120);

const WORDS_OF_TYPES = new Set(Object.values(TYPES).map((words) => `must be ${words}`));

/** The alternative that comes nearest to fitting says what is wrong; pointers are below the value. */
export function tellNearest(alternatives: readonly (readonly Problem[])[], problems: Problem[], pointer: string): void {
  const types = alternatives.map((found) => (found.length === 1 ? typeSaid(found[0]) : undefined));
  if (types.length > 0 && types.every((type) => type !== undefined)) {
    fail(problems, pointer, `must be ${[...new Set(types)].join(" or ")}`);
    return;
  }
  // Of several types the value has one: what that one lacks is all there is to say.
  const ofItsType = alternatives.filter((_, at) => types[at] === undefined);
  const [only] = ofItsType;
  if (ofItsType.length === 1 && only !== undefined && alternatives.length > 1) {
    for (const problem of only) fail(problems, pointer + problem.pointer, problem.message);
    return;
  }
  const nearest = alternatives.toSorted((a, b) => rank(a) - rank(b))[0] ?? [];
  if (nearest.length === 0 || nearest.some((problem) => problem.pointer === "")) {
    fail(problems, pointer, "must fit one of the alternatives");
    return;
  }
  for (const problem of nearest) fail(problems, pointer + problem.pointer, problem.message);
}

/** What type a problem asks for, where that is all it says. */
function typeSaid(problem: Problem | undefined): string | undefined {
  if (problem?.pointer !== "" || !WORDS_OF_TYPES.has(problem.message)) return undefined;
  return problem.message.slice("must be ".length);
}

/** An alternative of another type altogether is further away than one with a few wrong properties. */
function rank(found: readonly Problem[]): number {
  return found.length + (found.some(({ pointer }) => pointer === "") ? 1_000 : 0);
}

export function severalWords(fitting: number): string {
  return `must fit exactly one of the alternatives, but fits ${fitting}`;
}

/** Puts found problems below a pointer, each once. Something is said of every value that does not fit. */
export function tellEach(found: readonly Problem[], problems: Problem[], pointer: string): void {
  if (found.length === 0) fail(problems, pointer, "does not fit its description");
  const listed = new Set(found.filter(({ message }) => message.startsWith("must be one of")).map((one) => one.pointer));
  const told = new Set<string>();
  for (const problem of found) {
    // A list of values says of which type they are.
    if (listed.has(problem.pointer) && WORDS_OF_TYPES.has(problem.message)) continue;
    const key = `${problem.pointer} ${problem.message}`;
    if (!told.has(key)) fail(problems, pointer + problem.pointer, problem.message);
    told.add(key);
  }
}
