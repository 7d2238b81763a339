import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import type { Said } from "./said.ts";
import { propertyLine, tagLine } from "./tag.ts";

/** Keywords that hold one schema, and those that hold a list of them. */
export const ONE: ReadonlySet<string> = new Set(["items", "additionalProperties", "not", "contains", "propertyNames"]);
export const LIST: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);

/**
 * The tags that a type needs beside it so that both together say the schema. The shorter way is taken: keyword by keyword, or
 * `@schema` with all of it.
 *
 * @example
 * schemaTags({ type: "number" }, { type: "integer", minimum: 1 }); // ["@type integer", "@minimum 1"]
 */
export function schemaTags(said: Said, schema: JsonValue): readonly string[] {
  if (said === schema) return [];
  const whole = tagLine("schema", schema === true ? {} : schema);
  if (said === undefined || !isJsonObject(schema)) return [whole];
  const single = differences(said, schema, "");
  return isWorse(single, whole) ? [whole] : single;
}

// A tag per keyword reads better than JSON.
const WHOLE_COSTS = 40;

const isWorse = (lines: readonly string[], whole: string): boolean =>
  lengthOf(lines) > whole.length + (lines.some((line) => line.startsWith("@unsaid ")) ? 0 : WHOLE_COSTS);

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 4, 0);

function differences(said: JsonObject, schema: JsonObject, at: string): readonly string[] {
  if (isRenamed(said, schema)) {
    const { anyOf, ...rest } = said;
    return [tagLine(`${at}oneOf`, true), ...differences({ ...rest, oneOf: anyOf ?? [] }, schema, at)];
  }
  const names = [...new Set([...Object.keys(schema), ...Object.keys(said)])];
  return names.flatMap((name) => difference({ name, at }, own(said, name), own(schema, name)));
}

const own = (object: JsonObject, name: string): JsonValue | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** A union of types does not say whether one or several may fit. */
const isRenamed = (said: JsonObject, schema: JsonObject): boolean =>
  said["anyOf"] !== undefined &&
  schema["anyOf"] === undefined &&
  schema["oneOf"] !== undefined &&
  said["oneOf"] === undefined;

interface Where {
  readonly name: string;
  readonly at: string;
}

function difference(where: Where, said: JsonValue | undefined, wanted: JsonValue | undefined): readonly string[] {
  const { name, at } = where;
  if (said === wanted || (said !== undefined && wanted !== undefined && isSame(name, said, wanted))) return [];
  if (wanted === undefined) return [`@unsaid ${at}${name}`];
  const whole = tagLine(`${at}${name}`, wanted);
  const inner = innerDifferences(where, said, wanted);
  return inner === undefined || isWorse(inner, whole) ? [whole] : inner;
}

function innerDifferences(
  { name, at }: Where,
  said: JsonValue | undefined,
  wanted: JsonValue,
): readonly string[] | undefined {
  if (ONE.has(name) && isJsonObject(said) && isJsonObject(wanted)) return differences(said, wanted, `${at}${name}.`);
  if (name === "properties" && isJsonObject(said) && isJsonObject(wanted)) return hidden(said, wanted, at);
  if (!LIST.has(name) || !isJsonArray(said) || !isJsonArray(wanted) || said.length !== wanted.length) return undefined;
  if (![...said, ...wanted].every(isJsonObject)) return undefined;
  return said.flatMap((one, index) => {
    const other = wanted[index];
    return isJsonObject(one) && isJsonObject(other) ? differences(one, other, `${at}${name}.${index}.`) : [];
  });
}

/** Properties that the type does not show, or shows otherwise. */
function hidden(said: JsonObject, wanted: JsonObject, at: string): readonly string[] | undefined {
  if (Object.keys(said).some((name) => !Object.hasOwn(wanted, name))) return undefined;
  return Object.entries(wanted).flatMap(([name, schema]) => {
    const shown = own(said, name);
    return shown !== undefined && isEqual(shown, schema) ? [] : [propertyLine(`${at}property`, name, schema)];
  });
}

/** Types and names of properties are sets. */
const SETS: ReadonlySet<string> = new Set(["type", "required"]);

function isSame(name: string, said: JsonValue, wanted: JsonValue): boolean {
  if (SETS.has(name) && isJsonArray(said) && isJsonArray(wanted))
    return said.length === wanted.length && said.every((one) => wanted.includes(one));
  return isEqual(said, wanted);
}

function isEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (isJsonArray(a) && isJsonArray(b))
    return a.length === b.length && a.every((one, index) => isEqual(one, b[index] ?? null));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [mine, other] = [a[name], own(b, name)];
    return mine !== undefined && other !== undefined && (mine === other || isSame(name, mine, other));
  });
}
