import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from "../../../kit/index.ts";
import type { ParameterStyle } from "../../index.ts";
import { encoded, flatPairs, itemsOf, percent } from "./text.ts";

/** The part of a parameter or an encoding that says how its value is written. */
export interface Writing {
  readonly name: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** A name and a value of a query or a form, both encoded. */
export type Pair = readonly [name: string, value: string];

const DELIMITERS: Readonly<Partial<Record<ParameterStyle, string>>> = {
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
  tabDelimited: "%09",
};

/**
 * A value in a path segment or a header: `simple`, `label` and `matrix`.
 *
 * Source: OpenAPI 3.1, style values; RFC 6570.
 * @example
 * segmentText({ name: "id", style: "matrix", explode: true, allowReserved: false }, [1, 2]); // ";id=1;id=2"
 */
export function segmentText(writing: Writing, value: JsonValue): string {
  if (writing.style === "label") return `.${joined(writing, value, writing.explode ? "." : ",")}`;
  if (writing.style !== "matrix") return joined(writing, value, ",");
  const name = percent(writing.name);
  if (!writing.explode) return `;${name}=${joined(writing, value, ",")}`;
  if (isJsonObject(value)) return `;${joined(writing, value, ";")}`;
  return itemsOf(value)
    .map((item) => `;${name}=${write(writing, item)}`)
    .join("");
}

/**
 * A value as the pairs of a query: `form`, the delimited styles and `deepObject`.
 *
 * @example
 * queryPairs({ name: "sort", style: "form", explode: false, allowReserved: false }, ["a", "b"]); // [["sort", "a,b"]]
 */
export function queryPairs(writing: Writing, value: JsonValue): readonly Pair[] {
  const name = percent(writing.name);
  if (writing.style === "deepObject" && isJsonObject(value)) return deepPairs(name, value, writing);
  if (isJsonArray(value)) return arrayPairs(name, value, writing);
  if (!isJsonObject(value)) return [[name, write(writing, value)]];
  if (writing.explode) return objectPairs(value, writing);
  return Object.keys(value).length === 0 ? [] : [[name, flat(writing, value)]];
}

function arrayPairs(name: string, value: readonly JsonValue[], writing: Writing): readonly Pair[] {
  if (value.length === 0) return [];
  if (writing.explode) return value.map((item) => [name, write(writing, item)]);
  return [[name, value.map((item) => write(writing, item)).join(DELIMITERS[writing.style] ?? ",")]];
}

function objectPairs(value: JsonObject, writing: Writing): readonly Pair[] {
  return Object.entries(value).flatMap(([key, part]) =>
    itemsOf(part).map((item) => [percent(key), write(writing, item)] as const),
  );
}

/** `filter[price][from]=1`: one level is defined, the deeper ones are what servers read. */
function deepPairs(name: string, value: JsonObject, writing: Writing): readonly Pair[] {
  return Object.entries(value).flatMap(([key, part]) => {
    const inner = `${name}[${percent(key)}]`;
    if (isJsonObject(part)) return deepPairs(inner, part, writing);
    return itemsOf(part).map((item) => [inner, write(writing, item)] as const);
  });
}

function joined(writing: Writing, value: JsonValue, delimiter: string): string {
  if (isJsonArray(value)) return value.map((item) => write(writing, item)).join(delimiter);
  if (!isJsonObject(value)) return write(writing, value);
  if (!writing.explode) return flat(writing, value);
  return objectPairs(value, writing)
    .map(([key, part]) => `${key}=${part}`)
    .join(delimiter);
}

function flat(writing: Writing, value: JsonObject): string {
  return flatPairs(value)
    .map((part) => write(writing, part))
    .join(DELIMITERS[writing.style] ?? ",");
}

function write(writing: Writing, value: JsonValue): string {
  return encoded(value, writing.allowReserved);
}
