// A document, the code that `scaffold` writes for it, and the document that `spec` reads from that code alone: what differs.
import { isJsonArray, isJsonObject, type JsonValue } from "../../src/kit/index.ts";
import {
  readSpecification,
  schemaWriter,
  withoutDynamicReferences,
  type ApiModel,
  type Header,
  type MediaType,
  type Operation,
  type Schema,
} from "../../src/openapi/index.ts";
import { writeDocument } from "../../src/openapi/write/index.ts";
import type { FrameworkName } from "../../src/scaffold/options.ts";
import { inLanguage, type Language } from "../../src/scaffold/index.ts";
import { readApplication } from "../../src/typescript/routes/index.ts";
import { generatedOf } from "../scaffold/generated.ts";

/** What is compared, each for every operation; schemas and schemes for each of them. */
export const KINDS = [
  "paths",
  "ids",
  "tags",
  "parameters",
  "bodies",
  "responses",
  "security",
  "schemas",
  "schemes",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Difference {
  readonly kind: Kind;
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

export interface RoundTrip {
  readonly compared: Readonly<Record<Kind, number>>;
  readonly differences: readonly Difference[];
}

/** The document that the generated code says of itself: no manifest, no copy of the document is looked at. */
export async function readBack(
  model: ApiModel,
  framework: FrameworkName,
  language: Language = "typescript",
): Promise<ApiModel> {
  const { files } = inLanguage(await generatedOf(model, "envelope", framework), language);
  const sources = new Map(files.map(({ path, text }) => [`src/${path}`, text]));
  const facts = readApplication({ files: sources, aliases: [] });
  const document = writeDocument(
    {
      title: model.title,
      apiVersion: model.apiVersion,
      basePath: facts.basePath,
      operations: facts.routes,
      schemas: facts.schemas,
      securitySchemes: facts.securitySchemes,
      documented: [],
      unresolved: facts.unresolved,
    },
    { version: model.version === "3.2" ? "3.2" : "3.1", confidence: false },
  );
  const text = JSON.stringify(document);
  return readSpecification("back.json", () => Promise.resolve(text));
}

export async function roundTrip(
  document: ApiModel,
  framework: FrameworkName,
  language: Language = "typescript",
): Promise<RoundTrip> {
  const before = factsOf(withoutDynamicReferences(document));
  const after = factsOf(await readBack(document, framework, language));
  const differences = KINDS.flatMap((kind) => differencesIn(kind, before[kind], after[kind]));
  const compared = Object.fromEntries(KINDS.map((kind) => [kind, before[kind].size])) as Record<Kind, number>;
  return { compared, differences };
}

type Facts = Readonly<Record<Kind, ReadonlyMap<string, string>>>;

function differencesIn(
  kind: Kind,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Difference[] {
  const subjects = [...new Set([...before.keys(), ...after.keys()])];
  return subjects.flatMap((subject) => {
    const [mine = "(absent)", other = "(absent)"] = [before.get(subject), after.get(subject)];
    return mine === other ? [] : [{ kind, subject, before: mine, after: other }];
  });
}

/** Everything that is compared, as sorted JSON by subject. */
function factsOf(model: ApiModel): Facts {
  const json = schemaWriter((key) => key);
  const operations = model.operations.map((one) => [`${one.method} ${one.path}`, one] as const);
  const by = (fact: (operation: Operation) => unknown): ReadonlyMap<string, string> =>
    new Map(operations.map(([name, one]) => [name, sorted(fact(one))]));
  return {
    paths: by(() => true),
    ids: by(({ operationId }) => operationId ?? null),
    tags: by(({ tags }) => [...tags]),
    parameters: by((one) => parametersOf(one, json)),
    bodies: by(({ body }) => body && { required: body.required, content: contentOf(body.content, json) }),
    responses: by((one) => responsesOf(one, json)),
    security: by(({ security }) => security.map((all) => all.map(({ scheme, scopes }) => ({ scheme, scopes })))),
    schemas: new Map([...model.schemas].map(([key, { schema }]) => [key, sorted(anything(json(schema)))])),
    schemes: new Map([...model.securitySchemes].map(([key, scheme]) => [key, sorted(scheme)])),
  };
}

type Write = (schema: Schema) => JsonValue;

const parametersOf = ({ parameters, deprecated }: Operation, json: Write): unknown => ({
  deprecated,
  parameters: Object.fromEntries(
    parameters.map(({ name, in: place, description: _words, examples: _examples, place: _place, schema, ...rest }) => [
      `${place} ${name}`,
      { ...rest, schema: json(schema) },
    ]),
  ),
});

const responsesOf = ({ responses }: Operation, json: Write): unknown =>
  Object.fromEntries(
    responses.map(({ status, headers, content }) => [
      status,
      { headers: headersOf(headers, json), content: contentOf(content, json) },
    ]),
  );

const headersOf = (headers: readonly Header[], json: Write): unknown =>
  Object.fromEntries(
    headers.map(({ name, description: _words, schema, ...rest }) => [name, { ...rest, schema: json(schema) }]),
  );

/** No schema is one that everything fits. */
const contentOf = (content: readonly MediaType[], json: Write): unknown =>
  content.map(({ type, schema, itemSchema, encoding }) => ({
    type,
    schema: json(schema ?? true),
    itemSchema: itemSchema === undefined ? null : json(itemSchema),
    encoding: Object.fromEntries(
      [...encoding].map(([name, { headers, ...rest }]) => [name, { ...rest, headers: headersOf(headers, json) }]),
    ),
  }));

/** A component cannot be `false` before 3.1. */
const anything = (json: JsonValue): JsonValue => (json === false ? { not: {} } : json);

const SETS: ReadonlySet<string> = new Set(["required", "type"]);

/** JSON with the names of objects in order, lists that are sets too, and without descriptions. */
function sorted(value: unknown): string {
  return JSON.stringify(ordered(JSON.parse(JSON.stringify(value ?? null)) as JsonValue)) ?? "null";
}

function ordered(value: JsonValue, name = ""): JsonValue {
  if (isJsonArray(value)) {
    const list = value.map((one) => ordered(one));
    return SETS.has(name) ? list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;
  }
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value)
    .filter((one) => one !== "description" || typeof value[one] !== "string")
    .toSorted();
  return Object.fromEntries(names.map((one) => [one, ordered(value[one] ?? null, one)]));
}
