import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";

/** The JSON Schema that a type stands for; undefined where a type cannot be read as one. */
export type Said = JsonObject | undefined;

export const NULL_SAID: JsonObject = { type: "null" };

/**
 * What the type of one value says.
 *
 * @example
 * literalSaid("red"); // { type: "string", enum: ["red"] }
 */
export function literalSaid(value: JsonValue): Said {
  if (value === null) return NULL_SAID;
  return typeof value === "object" ? undefined : { type: typeNameOf(value), enum: [value] };
}

function typeNameOf(value: string | number | boolean): string {
  if (typeof value !== "number") return typeof value;
  return Number.isInteger(value) ? "integer" : "number";
}

/**
 * What `A | B` says: values become one enum, plain types a list of types, anything else alternatives.
 *
 * @example
 * unionSaid([{ type: "string" }, { type: "null" }]); // { type: ["string", "null"] }
 */
export function unionSaid(members: readonly Said[]): Said {
  const known = members.filter((one) => one !== undefined);
  if (known.length < members.length) return undefined;
  if (known.some(isValues) && known.every((one) => isValues(one) || isNull(one))) return valuesOf(known);
  if (known.every(isBareType)) return { type: distinct(known.map(({ type }) => type ?? "")) };
  const others = known.filter((one) => !isNull(one));
  const [only] = others;
  if (only !== undefined && others.length === 1 && known.length === 2 && typeof only["type"] === "string")
    return { ...only, type: [only["type"], "null"] };
  return { anyOf: known };
}

const isNull = (said: JsonObject): boolean => said["type"] === "null";
const isBareType = (said: JsonObject): boolean => typeof said["type"] === "string" && Object.keys(said).length === 1;
const isValues = (said: JsonObject): boolean => isJsonArray(said["enum"]) && Object.keys(said).length === 2;
const distinct = (values: readonly JsonValue[]): readonly JsonValue[] => [...new Set(values)];

function valuesOf(known: readonly JsonObject[]): JsonObject {
  const types = distinct(known.map(({ type }) => type ?? "")).flatMap((type) => (isJsonArray(type) ? type : [type]));
  const values = known.flatMap((one): readonly JsonValue[] => (isJsonArray(one["enum"]) ? one["enum"] : [null]));
  return { type: types.length === 1 ? (types[0] ?? "") : types, enum: values };
}

/** A member of `A & B`: an object in braces, a union in brackets, anything else. */
export interface IntersectionMember {
  readonly said: Said;
  readonly form: "braces" | "union" | "other";
}

/** What `{ … } & A & (B | C)` says: braces in front are the schema's own, a union its alternatives, the rest its `allOf`. */
export function intersectionSaid(members: readonly IntersectionMember[]): Said {
  if (members.some(({ said }) => said === undefined)) return undefined;
  const allOf: JsonObject[] = [];
  let own: JsonObject = {};
  members.forEach(({ said = {}, form }, index) => {
    const isUnion = form === "union" && isJsonArray(said["anyOf"]) && own["anyOf"] === undefined;
    if (isUnion || (form === "braces" && index === 0)) own = { ...own, ...said };
    else allOf.push(said);
  });
  return allOf.length === 0 ? own : { ...own, allOf };
}

/** What `T[]` says; `unknown[]` says nothing of its items. */
export function arraySaid(items: Said): Said {
  if (items === undefined) return undefined;
  return Object.keys(items).length === 0 ? { type: "array" } : { type: "array", items };
}

/** What `[A, B?, ...C[]]` says; without a rest nothing may follow. */
export function tupleSaid(items: readonly Said[], rest: Said | "closed"): Said {
  const known = items.filter(isJsonObject);
  if (known.length < items.length || rest === undefined) return undefined;
  const fixed = { type: "array", prefixItems: known };
  if (rest === "closed") return { ...fixed, items: false };
  return Object.keys(rest).length === 0 ? fixed : { ...fixed, items: rest };
}
