import { isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import { inDialect } from "./dialect.ts";
import type { DocumentFacts, OperationFacts, WriteOptions } from "./facts.ts";
import { compact, noteObject, operationObject } from "./operation.ts";

const FULL: Readonly<Record<WriteOptions["version"], string>> = { "3.0": "3.0.3", "3.1": "3.1.1", "3.2": "3.2.0" };

/**
 * Facts as an OpenAPI document, in the order in which they were found. What could not be resolved is in `x-backwright-unresolved`, of
 * the operation or of the document.
 *
 * @example
 * writeDocument({ title: "Shop", apiVersion: "1.0.0", basePath: "", operations: [], schemas: {}, securitySchemes: {}, documented: [], unresolved: [] }, { version: "3.1", confidence: false });
 * // { openapi: "3.1.1", info: { title: "Shop", version: "1.0.0" }, paths: {} }
 */
export function writeDocument(facts: DocumentFacts, options: WriteOptions): JsonObject {
  const base = compact({
    openapi: FULL[options.version],
    info: { title: facts.title, version: facts.apiVersion },
    servers: facts.basePath === "" ? undefined : [{ url: facts.basePath }],
    paths: pathsObject(
      facts.operations.map((one) => below(one, facts.basePath)),
      options,
    ),
    components: componentsObject(facts, options),
    "x-backwright-unresolved": facts.unresolved.length > 0 ? facts.unresolved.map(noteObject) : undefined,
  });
  return facts.documented.reduce(layOver, base);
}

/** The same operation without what the server's address says. */
const below = (facts: OperationFacts, basePath: string): OperationFacts => ({
  ...facts,
  path: facts.path.slice(basePath.length) || "/",
});

const STANDARD: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

function pathsObject(operations: readonly OperationFacts[], options: WriteOptions): JsonObject {
  const paths = new Map<string, Map<string, JsonValue>>();
  for (const one of operations) {
    const item = paths.get(one.path) ?? new Map<string, JsonValue>();
    paths.set(one.path, item);
    place(item, one, options);
  }
  return Object.fromEntries([...paths].map(([path, item]) => [path, Object.fromEntries(item)]));
}

/** 3.2 has a place for every method; before it, others stand in an extension. */
function place(item: Map<string, JsonValue>, facts: OperationFacts, options: WriteOptions): void {
  const method = facts.method.toLowerCase();
  const written = operationObject(facts, options);
  if (STANDARD.has(method) || (method === "query" && options.version === "3.2")) {
    item.set(method, written);
    return;
  }
  const key = options.version === "3.2" ? "additionalOperations" : "x-backwright-operations";
  const others = item.get(key);
  item.set(key, { ...(isJsonObject(others) ? others : {}), [facts.method]: written });
}

const SCHEMES: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ["bearerAuth", { type: "http", scheme: "bearer" }],
  ["basicAuth", { type: "http", scheme: "basic" }],
  ["apiKeyAuth", { type: "apiKey", in: "header", name: "X-API-Key" }],
  ["cookieAuth", { type: "apiKey", in: "cookie", name: "session" }],
]);

function componentsObject(
  { operations, schemas, securitySchemes }: DocumentFacts,
  { version }: WriteOptions,
): JsonObject | undefined {
  const named = operations.flatMap(({ security }) => security.map(({ scheme }) => scheme));
  const used = [...new Set([...Object.keys(securitySchemes), ...named.sort()])];
  const schemes = used.map(
    (name) => [name, securitySchemes[name] ?? SCHEMES.get(name) ?? { type: "http", scheme: "bearer" }] as const,
  );
  const written = Object.entries(schemas).map(([name, schema]) => [name, inDialect(schema, version)] as const);
  const components = compact({
    schemas: written.length > 0 ? Object.fromEntries(written) : undefined,
    securitySchemes: schemes.length > 0 ? Object.fromEntries(schemes) : undefined,
  });
  return Object.keys(components).length > 0 ? components : undefined;
}

/** A piece of a document that a person wrote: a whole document, or path items alone. What it says wins. */
function layOver(document: JsonObject, piece: JsonObject): JsonObject {
  const isPaths = Object.keys(piece).length > 0 && Object.keys(piece).every((name) => name.startsWith("/"));
  const { openapi: _version, ...rest } = piece;
  return mergeObjects(document, isPaths ? { paths: piece } : rest);
}

function mergeObjects(base: JsonObject, over: JsonObject, depth = 0): JsonObject {
  const merged = Object.entries(over).map(([name, value]): readonly [string, JsonValue] => {
    const own = Object.hasOwn(base, name) ? base[name] : undefined;
    return [name, depth < 60 && isJsonObject(own) && isJsonObject(value) ? mergeObjects(own, value, depth + 1) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}
