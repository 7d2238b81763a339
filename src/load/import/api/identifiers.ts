import { isJsonArray, isJsonObject, singularize, camelCase, type JsonValue } from "../../../kit/index.ts";
import type { ApiModel, Operation, PathSegment } from "../../../openapi/index.ts";
import { sampleResponse } from "../../../openapi/sample/index.ts";
import type { FileStep } from "../../scenario/format/index.ts";
import { memberPath } from "./expect.ts";

type Extract = NonNullable<FileStep["extract"]>[string];

/** A parameter of a path, and the path of the things that it picks one of: `/products` for `productId`. */
export interface PathParameter {
  readonly name: string;
  readonly collection: string;
}

/** The variable that carries a parameter: the name is a stranger's, and must mean nothing else between `${` and `}`. */
export function variableOf(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z\d_-]+/g, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** The parameters in a path, from left to right. */
export function pathParameters({ segments }: Operation): readonly PathParameter[] {
  return segments.flatMap((segment, index) =>
    segment.parts.flatMap((part) =>
      part.kind === "parameter" ? [{ name: part.name, collection: pathOf(segments.slice(0, index)) }] : [],
    ),
  );
}

function pathOf(segments: readonly PathSegment[]): string {
  const texts = segments.map(({ parts }) =>
    parts.map((part) => (part.kind === "text" ? part.text : `{${part.name}}`)).join(""),
  );
  return `/${texts.join("/")}`;
}

/** The path of an operation with its parameters by name, whatever trailing slash it has. */
export const templateOf = ({ segments }: Operation): string => pathOf(segments).replace(/(.)\/$/, "$1");

/** How a value for the parameter is taken out of an operation's answer; undefined when the answer has none. */
export function extractionFrom(operation: Operation, parameter: PathParameter, model: ApiModel): Extract | undefined {
  const isOwn = templateOf(operation) === parameter.collection;
  const names = isOwn ? likelyNames(parameter) : [parameter.name].filter((name) => name.length > 2);
  const body = operation.method === "HEAD" ? undefined : sampleResponse(operation, model).body;
  for (const name of names) {
    const path = body === undefined ? undefined : pathTo(name, body, "$");
    if (path !== undefined) return path.includes("[*]") ? { json: path, which: "random" } : path;
  }
  if (!isOwn || operation.method !== "POST") return undefined;
  const hasLocation = operation.responses.some(
    ({ status, headers }) => status.startsWith("2") && headers.some(({ name }) => name.toLowerCase() === "location"),
  );
  return hasLocation ? { header: "Location", regex: "([^/?#]+)/?$" } : undefined;
}

/** `productId` under `/products` is the `productId` or the `id` of a product. */
function likelyNames({ name, collection }: PathParameter): readonly string[] {
  const thing = singularize(collection.split("/").at(-1) ?? "");
  const short = name.toLowerCase().startsWith(thing.toLowerCase()) ? camelCase(name.slice(thing.length)) : "";
  return [...new Set([name, short, "id", camelCase(`${thing}-id`), "uuid", "_id", "key", "slug", "name"])].filter(
    (one) => one !== "",
  );
}

const DEEPEST = 4;

/** The first path to a scalar member of that name, nearest to the root. */
function pathTo(name: string, value: JsonValue, path: string): string | undefined {
  let level: readonly (readonly [JsonValue, string])[] = [[value, path]];
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    for (const [node, at] of level)
      if (isJsonObject(node) && Object.hasOwn(node, name) && isScalar(node[name])) return `${at}${memberPath(name)}`;
    level = level.flatMap(([node, at]) => childrenOf(node, at));
  }
  return undefined;
}

const isScalar = (value: JsonValue | undefined): boolean => typeof value === "string" || typeof value === "number";

function childrenOf(node: JsonValue, at: string): readonly (readonly [JsonValue, string])[] {
  if (isJsonArray(node)) return node.slice(0, 1).map((item) => [item, `${at}[*]`] as const);
  if (!isJsonObject(node)) return [];
  return Object.entries(node).map(([name, child]) => [child, `${at}${memberPath(name)}`] as const);
}
