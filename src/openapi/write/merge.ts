import { isMap, parseDocument, type Document, type YAMLMap } from "yaml";
import { isJsonObject, isRecord, type JsonObject } from "../../kit/index.ts";
import { keepLines } from "./keep-lines.ts";
import { mergeMap } from "./merge-map.ts";

export interface Merged {
  readonly text: string;
  /** Operations of the document that the facts do not have: kept. */
  readonly extra: readonly string[];
}

/**
 * Lays a document over the text of an existing one, YAML or JSON: what is there keeps its place, comments, order, version, spelling and the
 * words of people; what is missing is added at the end of its map; facts that differ are replaced. Undefined when the text cannot be read
 * as a map.
 *
 * @example
 * mergeDocument("openapi: 3.0.3 # ours\npaths: {}\n", { openapi: "3.1.1", paths: { "/a": {} } })?.text;
 */
export function mergeDocument(text: string, document: JsonObject): Merged | undefined {
  const existing = parseDocument(text);
  const { contents } = existing;
  if (existing.errors.length > 0 || !isMap(contents)) return undefined;
  const untouched = existing.toString(FORM);
  const before = new Set(schemaNames(existing));
  const { openapi: _version, info: _info, servers, ...others } = document;
  const rest = contents.has("servers") || servers === undefined ? others : { servers, ...others };
  mergeMap(existing, contents, { over: rest, path: [] });
  dropUnused(existing, before);
  const extra = extraOperations(existing, document);
  if (text.trimStart().startsWith("{")) return { text: jsonLike(existing, text), extra };
  return { text: keepLines({ text, untouched, changed: existing.toString(FORM) }), extra };
}

const FORM = { lineWidth: 0 } as const;

/** As deep as it was indented. */
function jsonLike(document: Document, text: string): string {
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? "  ";
  return `${JSON.stringify(document.toJS(), undefined, indent)}\n`;
}

const schemasOf = (document: Document): YAMLMap | undefined => {
  const found: unknown = document.getIn(["components", "schemas"]);
  return isMap(found) ? found : undefined;
};

const schemaNames = (document: Document): readonly string[] =>
  schemasOf(document)?.items.map(({ key }) => String(key)) ?? [];

/** Schemas that the code names and the document says in place: nobody would refer to them. */
function dropUnused(document: Document, before: ReadonlySet<string>): void {
  for (let round = 0; round < 10; round += 1) {
    const text = JSON.stringify(document.toJS());
    const unused = schemaNames(document).filter(
      (name) => !before.has(name) && !text.includes(`"#/components/schemas/${name}"`),
    );
    if (unused.length === 0) break;
    for (const name of unused) schemasOf(document)?.delete(name);
  }
  if (before.size === 0 && schemasOf(document)?.items.length === 0) document.deleteIn(["components", "schemas"]);
}

const METHODS: ReadonlySet<string> = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
]);

function extraOperations(existing: Document, document: JsonObject): readonly string[] {
  const whole: unknown = existing.toJS();
  const own = isRecord(whole) && isRecord(whole["paths"]) ? whole["paths"] : {};
  const { paths: known } = document;
  return Object.entries(own).flatMap(([path, item]) =>
    Object.keys(isRecord(item) ? item : {})
      .filter((method) => METHODS.has(method) && !hasOperation(known, path, method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

function hasOperation(paths: JsonObject[string] | undefined, path: string, method: string): boolean {
  const item = isJsonObject(paths) ? paths[path] : undefined;
  return isJsonObject(item) && method in item;
}
