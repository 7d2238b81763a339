import { isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import type { Pieces, Wanted } from "./pieces.ts";

const parse: (text: string) => JsonValue = JSON.parse;

/** The pieces of a JSON document; undefined for text that is none. */
export function jsonPieces(text: string): Pieces | undefined {
  const value = parsed(text);
  if (!isJsonObject(value)) return undefined;
  const paths = objectIn(value, "paths");
  return {
    paths: new Map(entriesOf(paths, "")),
    components: new Map(areasOf(value).flatMap(({ area, prefix }) => entriesOf(area, prefix))),
    rest: JSON.stringify(reduced(value, { paths: new Set(), components: new Set() })),
    isSound: (path) => Object.hasOwn(paths, path),
    write: (wanted) => JSON.stringify(reduced(value, wanted)),
    replaced: () => undefined,
  };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

const objectIn = (value: JsonObject, key: string): JsonObject => {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  return inner !== undefined && isJsonObject(inner) ? inner : {};
};

const entriesOf = (area: JsonObject, prefix: string): readonly (readonly [string, string])[] =>
  Object.entries(area).map(([key, inner]) => [`${prefix}${key}`, JSON.stringify(inner)]);

/** Where Swagger 2.0 keeps what later versions keep in `components`. */
const OLD_AREAS = ["definitions", "parameters", "responses"];

function areasOf(value: JsonObject): readonly { readonly area: JsonObject; readonly prefix: string }[] {
  const components = objectIn(value, "components");
  const named = Object.keys(components).map((key) => ({
    area: objectIn(components, key),
    prefix: `#/components/${key}/`,
  }));
  return [...named, ...OLD_AREAS.map((key) => ({ area: objectIn(value, key), prefix: `#/${key}/` }))];
}

function reduced(value: JsonObject, wanted: Wanted): JsonObject {
  return mapped(value, (inner, key) => {
    if (!isJsonObject(inner)) return inner;
    if (key === "paths") return Object.fromEntries(Object.entries(inner).filter(([path]) => wanted.paths.has(path)));
    if (key === "components") return mapped(inner, (area, name) => chosen(area, `#/components/${name}/`, wanted));
    return OLD_AREAS.includes(key) ? chosen(inner, `#/${key}/`, wanted) : inner;
  });
}

function chosen(area: JsonValue, prefix: string, { components }: Wanted): JsonValue {
  if (!isJsonObject(area)) return area;
  return Object.fromEntries(Object.entries(area).filter(([key]) => components.has(`${prefix}${key}`)));
}

const mapped = (value: JsonObject, change: (inner: JsonValue, key: string) => JsonValue): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
