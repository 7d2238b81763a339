import type { JsonObject } from "../../../kit/index.ts";
import type { TypeFacts } from "../facts.ts";

/** How values of a column travel: as JSON, in the text of a statement, and back. */
export interface ValueForm {
  /** JSON Schema of a value that is not null. */
  readonly schema: JsonObject;
  /** Around the column where it is selected. */
  readonly read: readonly [before: string, after: string];
  /** Around the placeholder where it is written or compared. */
  readonly write: readonly [before: string, after: string];
  /** `json`: made text before it is sent. */
  readonly encoding: "plain" | "json";
  /** Rows may be sorted by it, with its text in the cursor. */
  readonly isSortable: boolean;
  /** Greater and smaller mean something to a client. */
  readonly hasRanges: boolean;
  /** Two columns of it that are equal are answered as equal texts. */
  readonly isComparable: boolean;
}

const AS_IS = ["", ""] as const;
const AS_TEXT = ["", "::text"] as const;
const TEXT: ValueForm = {
  schema: { type: "string" },
  read: AS_TEXT,
  write: AS_IS,
  encoding: "plain",
  isSortable: true,
  hasRanges: false,
  isComparable: false,
};
const ordered = { ...TEXT, hasRanges: true };
const integer = (bits: number): ValueForm => ({
  ...ordered,
  schema: { type: "integer", minimum: -(2 ** (bits - 1)), maximum: 2 ** (bits - 1) - 1 },
  read: AS_IS,
  isComparable: true,
});
const DECIMAL = String.raw`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$`;
const FLOAT: ValueForm = { ...ordered, schema: { type: "number" }, read: AS_IS };

// Dates, times and decimals are read as text: a number or a Date of JavaScript would lose digits.
const FORMS: ReadonlyMap<string, ValueForm> = new Map([
  ["bool", { ...TEXT, schema: { type: "boolean" }, read: AS_IS, isComparable: true }],
  ["int2", integer(16)],
  ["int4", integer(32)],
  ["int8", { ...ordered, schema: { type: "string", pattern: String.raw`^-?\d{1,19}$` }, isComparable: true }],
  ["numeric", { ...ordered, schema: { type: "string", pattern: DECIMAL } }],
  ["float4", FLOAT],
  ["float8", FLOAT],
  ["text", { ...TEXT, hasRanges: false, read: AS_IS, isComparable: true }],
  ["varchar", { ...TEXT, read: AS_IS, isComparable: true }],
  ["bpchar", { ...TEXT, read: AS_IS }],
  ["name", { ...TEXT, isComparable: true }],
  ["uuid", { ...TEXT, schema: { type: "string", format: "uuid" }, isComparable: true }],
  ["date", { ...ordered, schema: { type: "string", format: "date" }, isComparable: true }],
  ["time", ordered],
  ["interval", ordered],
  // Its text form has a length of network that its usual form leaves out.
  ["inet", { ...TEXT, read: AS_IS }],
  ["timestamptz", { ...ordered, schema: { type: "string", format: "date-time" }, read: ["to_json(", ") #>> '{}'"] }],
  [
    "timestamp",
    {
      ...ordered,
      schema: { type: "string", format: "date-time" },
      read: ["to_json(", " at time zone 'UTC') #>> '{}'"],
      write: ["(", "::timestamptz at time zone 'UTC')"],
    },
  ],
  [
    "bytea",
    {
      ...TEXT,
      schema: { type: "string", contentEncoding: "base64", pattern: "^[A-Za-z0-9+/]*={0,2}$" },
      read: ["translate(encode(", String.raw`, 'base64'), E'\n', '')`],
      write: ["decode(", ", 'base64')"],
      isSortable: false,
    },
  ],
  ["json", json("json")],
  ["jsonb", json("jsonb")],
]);

function json(type: string): ValueForm {
  return { ...TEXT, schema: {}, read: AS_IS, write: ["", `::${type}`], encoding: "json", isSortable: false };
}

const BIG_NUMBER: ValueForm = {
  ...ordered,
  schema: { type: "integer" },
  read: ["", "::float8"],
  isComparable: true,
};

/** The form of a type's values. What has none of its own is text, as PostgreSQL writes it. */
export function valueForm(type: TypeFacts, bigints: "string" | "number"): ValueForm {
  if (type.kind === "array") return arrayForm(type.element, bigints);
  if (type.kind === "enum")
    return { ...TEXT, schema: { type: "string", enum: [...(type.labels ?? [])] }, isComparable: true };
  if (type.kind === "other") return { ...TEXT, isSortable: type.name === "citext" };
  if (type.name === "int8" && bigints === "number") return BIG_NUMBER;
  const form = FORMS.get(type.name) ?? { ...TEXT, isSortable: SORTABLE.has(type.name) };
  return type.maximum === undefined ? form : { ...form, schema: { ...form.schema, maxLength: type.maximum } };
}

const SORTABLE: ReadonlySet<string> = new Set(["cidr", "macaddr", "macaddr8", "timetz", "money", "oid"]);
const jsonType = ({ type }: JsonObject): string => (typeof type === "string" ? type : "");
const PLAIN_ITEMS: ReadonlySet<string> = new Set(["integer", "number", "boolean"]);
const TEXT_ITEMS: ReadonlySet<string> = new Set(["text", "varchar", "uuid", "int8", "numeric"]);

/** Arrays of numbers and flags are so in JSON; all others are lists of PostgreSQL's own texts. */
function arrayForm(element: TypeFacts | undefined, bigints: "string" | "number"): ValueForm {
  const none = { ...TEXT, isSortable: false };
  if (element === undefined) return { ...none, schema: { type: "array", items: {} } };
  const { schema } = valueForm(element, bigints);
  const isPlain = element.kind === "base" && PLAIN_ITEMS.has(jsonType(schema)) && element.name !== "int8";
  const isExact = element.kind === "enum" || TEXT_ITEMS.has(element.name);
  const items =
    isPlain || isExact
      ? nullable(bigints === "number" && element.name === "int8" ? TEXT.schema : schema)
      : { type: ["string", "null"] };
  return { ...none, schema: { type: "array", items }, read: isPlain ? AS_IS : ["", "::text[]"] };
}

/** The schema with null beside it. */
export function nullable(schema: JsonObject): JsonObject {
  const { type, enum: values, ...rest } = schema;
  if (typeof type !== "string") return schema;
  const or = Array.isArray(values) ? { enum: [...values.map(String), null] } : {};
  return { type: [type, "null"], ...rest, ...or };
}
