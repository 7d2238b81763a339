import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { JsonObject, JsonValue } from "../../../src/kit/index.ts";

export type DraftName = "draft7" | "draft2020-12";

export interface Group {
  readonly file: string;
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

/** A schema that references reach by its URI, as the suite's own server would serve it. */
export interface Remote {
  readonly uri: string;
  readonly schema: JsonValue;
}

export const DIALECTS: Readonly<Record<DraftName, string>> = {
  draft7: "http://json-schema.org/draft-07/schema#",
  "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
};

const parse = (path: string): JsonValue => JSON.parse(readFileSync(path, "utf8")) as JsonValue;

/** Every group of tests of a draft, in the order of the files. */
export function groupsOf(suite: string, draft: DraftName, only: readonly string[] = []): readonly Group[] {
  const folder = join(suite, "tests", draft);
  const files = readdirSync(folder).filter((name) => only.length === 0 || only.includes(basename(name, ".json")));
  return files.flatMap((name) => {
    const groups = parse(join(folder, name)) as unknown as readonly Omit<Group, "file">[];
    const file = basename(name, ".json");
    return groups.map(({ description, schema, tests }) => ({ file, description, schema, tests }));
  });
}

// Folders of other drafts: the suite refers to them where a schema of one draft holds one of another.
const HOST = "http://localhost:1234";

/** The files of `remotes/` by their URI, and the metaschemas, which the ajv of the development tree has on disk. */
export function remotesOf(suite: string, modules: string): readonly Remote[] {
  const folder = join(suite, "remotes");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  const served = files.map((name) => ({
    uri: `${HOST}/${name.replaceAll("\\", "/")}`,
    schema: parse(join(folder, name)),
  }));
  return [...served, ...metaschemas(join(modules, "ajv/dist/refs"))];
}

function metaschemas(folder: string): readonly Remote[] {
  if (!existsSync(folder)) return [];
  const parts = readdirSync(join(folder, "json-schema-2020-12/meta"));
  const files = [
    "json-schema-draft-07.json",
    "json-schema-2020-12/schema.json",
    ...parts.map((name) => `json-schema-2020-12/meta/${name}`),
  ];
  return files.map((name) => {
    const schema = parse(join(folder, name)) as JsonObject;
    const id = schema["$id"];
    return { uri: typeof id === "string" ? id.replace(/#$/, "") : "", schema };
  });
}

/** The remotes that a schema mentions, and those that they mention in turn. */
export function mentioned(schema: JsonValue, remotes: readonly Remote[]): readonly Remote[] {
  const found = new Set<Remote>();
  const open: JsonValue[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const text = JSON.stringify(next);
    for (const remote of remotes) {
      if (found.has(remote) || !isMentioned(text, remote.uri)) continue;
      found.add(remote);
      open.push(remote.schema);
    }
  }
  return [...found];
}

/** References are mostly relative, so the last step of the URI is looked for. */
function isMentioned(text: string, uri: string): boolean {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  return name === "schema" ? text.includes(uri) : text.includes(`${name}"`) || text.includes(`${name}#`);
}

/**
 * A group's schema as an OpenAPI 3.1 document: the schema is a file beside it, so that `#` means what the suite means,
 * and the remotes are resources that the document carries under their own URIs (JSON Schema 2020-12 core, 9.3).
 */
export function documentOf(group: Group, draft: DraftName, remotes: readonly Remote[]): ReadonlyMap<string, string> {
  const carried = mentioned(group.schema, remotes)
    .flatMap(resourcesOf)
    .map((schema, index) => [`Remote${index}`, schema] as const);
  const body = { required: true, content: { "application/json": { schema: { $ref: "schema.json" } } } };
  const post = { operationId: "check", requestBody: body, responses: { 200: { description: "" } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Suite", version: "1" },
    jsonSchemaDialect: DIALECTS[draft],
    paths: { "/": { post } },
    components: { schemas: Object.fromEntries(carried) },
  };
  return new Map([
    ["openapi.json", JSON.stringify(document)],
    ["schema.json", JSON.stringify(group.schema)],
  ]);
}

/** A remote under the URI that it is served at, and under its own where it has another. */
function resourcesOf({ uri, schema }: Remote): readonly JsonValue[] {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return [{ $id: uri, allOf: [schema] }];
  const resource = schema as JsonObject;
  const own = resource["$id"];
  if (typeof own !== "string") return [{ $id: uri, ...resource }];
  const absolute = new URL(own, uri).href.replace(/#$/, "");
  const whole = { ...resource, $id: absolute };
  return absolute === uri ? [whole] : [whole, { $id: uri, $ref: absolute }];
}
