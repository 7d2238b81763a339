import { isMap, isScalar, isSeq, type Document, type YAMLMap, type YAMLSeq } from "yaml";
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import { mergeParameters, withoutInherited } from "./merge-parameters.ts";

export interface Over {
  readonly over: JsonObject;
  /** Names of the maps around, from the root. */
  readonly path: readonly string[];
}

/** Words that people write and code does not know better. */
const HUMAN: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "title",
  "operationId",
  "tags",
  "deprecated",
  "example",
  "examples",
  "security",
]);

/** Adds what is missing and replaces the facts that differ; nothing is removed. */
export function mergeMap(document: Document, map: YAMLMap, { over, path }: Over): void {
  for (const [given, value] of Object.entries(over)) {
    const name = path.at(-1) === "headers" ? ownSpelling(map, given) : given;
    const own = map.get(name, true);
    // How credentials are carried is said by people: the code is only seen to ask for some.
    if (own !== undefined && path.at(-1) === "securitySchemes") continue;
    if (own === undefined) add(document, map, { name, value, path });
    else if (isMap(own) && isJsonObject(value)) mergeKnown(document, own, { over: value, path: [...path, name] });
    else if (isSeq(own) && isJsonArray(value)) mergeList(document, own, { name, value, path });
    else if (!HUMAN.has(name) && isBetter(own, value)) map.set(name, document.createNode(value));
  }
}

/** Names of headers are the same in any case. */
const ownSpelling = (map: YAMLMap, name: string): string =>
  map.items
    .map(({ key }) => (isScalar(key) ? String(key.value) : String(key)))
    .find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;

/** A type that says less does not replace one that says more. */
function isBetter(own: unknown, value: JsonValue): boolean {
  if (!isScalar(own)) return false;
  return own.value !== value && !(own.value === "integer" && value === "number");
}

/** A reference is as good as what it leads to; `{}` says nothing. */
export function mergeKnown(document: Document, map: YAMLMap, work: Over): void {
  if (map.has("$ref") || Object.keys(work.over).length === 0) return;
  if ("$ref" in work.over && map.items.length > 0) return;
  mergeMap(document, map, work);
}

export interface Entry {
  readonly name: string;
  readonly value: JsonValue;
  readonly path: readonly string[];
}

const COMBINED = ["allOf", "oneOf", "anyOf", "enum", "const"];

function add(document: Document, map: YAMLMap, { name, value, path }: Entry): void {
  const isSchema = ["type", "properties", "items", "anyOf", "allOf", "oneOf"].includes(name);
  // A schema that a person wrote in another way is not given a second description beside it.
  if (isSchema && (COMBINED.some((one) => map.has(one)) || (name !== "items" && map.has("type")))) return;
  const kept = name === "parameters" && isJsonArray(value) ? withoutInherited(document, value, path) : value;
  if (isJsonArray(kept) && kept.length === 0) return;
  if (map.items.length === 0) map.flow = false;
  map.add(document.createPair(name, kept));
}

function mergeList(document: Document, list: YAMLSeq, { name, value, path }: Entry): void {
  if (!isJsonArray(value) || HUMAN.has(name)) return;
  if (name === "parameters") return mergeParameters(document, list, { parameters: value, path, mergeKnown });
  const own: unknown = list.toJSON();
  if (!Array.isArray(own) || name === "required" || JSON.stringify(own) === JSON.stringify(value)) return;
  if (value.every((one) => typeof one === "string")) {
    for (const one of value) if (!own.includes(one)) list.add(document.createNode(one));
  }
}
