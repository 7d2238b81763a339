import { isMap, isSeq, type Document, type YAMLMap, type YAMLSeq } from "yaml";
import { isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";

interface Work {
  readonly parameters: readonly JsonValue[];
  readonly path: readonly string[];
  readonly mergeKnown: (
    document: Document,
    map: YAMLMap,
    work: { readonly over: JsonObject; readonly path: readonly string[] },
  ) => void;
}

/** Parameters are matched by place and name, through references and the path's own list. Whether one is required stays as it is said. */
export function mergeParameters(document: Document, list: YAMLSeq, { parameters, path, mergeKnown }: Work): void {
  for (const one of withoutInherited(document, parameters, path)) {
    if (!isJsonObject(one)) continue;
    const own = list.items.find((item) => isMap(item) && isSame(document, item, one));
    const { required: _required, name: _name, ...rest } = one;
    if (!isMap(own)) list.add(document.createNode(one));
    else if (!own.has("$ref")) mergeKnown(document, own, { over: rest, path });
  }
}

/** Those that the path item does not say already for all of its operations. */
export function withoutInherited(
  document: Document,
  parameters: readonly JsonValue[],
  path: readonly string[],
): readonly JsonValue[] {
  const [area, item] = path;
  const shared: unknown =
    area === "paths" && item !== undefined && path.length === 3
      ? document.getIn(["paths", item, "parameters"])
      : undefined;
  if (!isSeq(shared)) return parameters;
  return parameters.filter(
    (one) => !isJsonObject(one) || !shared.items.some((own) => isMap(own) && isSame(document, own, one)),
  );
}

function isSame(document: Document, own: YAMLMap, one: JsonObject): boolean {
  const target = followed(document, own);
  const [name, wanted] = [String(target?.get("name")), textIn(one["name"])];
  const isEqual = one["in"] === "header" ? name.toLowerCase() === wanted.toLowerCase() : name === wanted;
  return isEqual && target?.get("in") === one["in"];
}

function followed(document: Document, item: YAMLMap): YAMLMap | undefined {
  const ref = item.get("$ref");
  if (typeof ref !== "string") return item;
  const target: unknown = ref.startsWith("#/") ? document.getIn(ref.slice(2).split("/")) : undefined;
  return isMap(target) ? target : undefined;
}

const textIn = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
