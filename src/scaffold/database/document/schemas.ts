import { type JsonObject, type JsonValue } from "../../../kit/index.ts";
import { nullable, type ColumnPlan, type RelationPlan, type ResourcePlan } from "../plan/index.ts";

export const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Schemas of a resource by name: a row as it is answered, a new row, changes of one, a page of them. */
export function schemasOf(
  resource: ResourcePlan,
  all: readonly ResourcePlan[],
): readonly (readonly [string, JsonObject])[] {
  const { type, isReadOnly, key } = resource;
  const answers = [
    [type, rowSchema(resource, all)],
    [`${type}List`, listSchema(type)],
  ] as const;
  if (isReadOnly) return answers;
  const written = resource.columns.filter(({ isWritten }) => isWritten);
  const created = [`New${type}`, inputSchema(written, (column) => column.isRequired)] as const;
  if (key.length === 0 || resource.changeable.length === 0) return [...answers, created];
  return [
    ...answers,
    created,
    [`${type}Changes`, { ...inputSchema(resource.changeable, () => false), minProperties: 1 }],
  ];
}

function rowSchema(resource: ResourcePlan, all: readonly ResourcePlan[]): JsonObject {
  const answered = resource.columns.filter(({ isAnswered }) => isAnswered);
  const { comment } = resource.relation;
  return {
    type: "object",
    ...(comment === null ? {} : { description: comment }),
    required: answered.map(({ property }) => property),
    properties: Object.fromEntries([
      ...answered.map((column) => [column.property, columnSchema(column)] as const),
      ...resource.relations.map((relation) => [relation.name, relationSchema(relation, all)] as const),
    ]),
  };
}

function columnSchema({ facts, form }: ColumnPlan): JsonObject {
  const schema = facts.nullable ? nullable(form.schema) : form.schema;
  return facts.comment === null ? schema : { ...schema, description: facts.comment };
}

function relationSchema({ kind, target, name }: RelationPlan, all: readonly ResourcePlan[]): JsonObject {
  const row = reference(all.find(({ segment }) => segment === target)?.type ?? "");
  const description = `There with \`include=${name}\``;
  if (kind === "one") return { description, anyOf: [row, { type: "null" }] };
  return { description: `${description}: the first 100`, type: "array", items: row };
}

function inputSchema(columns: readonly ColumnPlan[], isRequired: (column: ColumnPlan) => boolean): JsonObject {
  const required = columns.filter(isRequired).map(({ property }) => property);
  return {
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(columns.map((column) => [column.property, columnSchema(column)])),
    additionalProperties: false,
  };
}

function listSchema(type: string): JsonObject {
  return {
    type: "object",
    required: ["data", "meta"],
    properties: { data: { type: "array", items: reference(type) }, meta: reference("PageMeta") },
  };
}

/** The schemas that every resource shares. */
export function sharedSchemas(errors: "envelope" | "problem"): readonly (readonly [string, JsonObject])[] {
  const requestId = { type: "string" };
  const nextCursor = { type: ["string", "null"], description: "Where the next page begins; null on the last one" };
  const meta = (more: JsonObject): JsonObject => ({
    type: "object",
    required: ["requestId", ...Object.keys(more)],
    properties: { requestId, ...more },
  });
  return [
    ["Meta", meta({})],
    ["PageMeta", meta({ nextCursor })],
    ["Error", errors === "envelope" ? envelope : problem],
  ];
}

const details: JsonValue = {
  type: "array",
  items: {
    type: "object",
    required: ["field", "message"],
    properties: { field: { type: "string" }, message: { type: "string" } },
  },
};
const text = { type: "string" };
const envelope: JsonObject = {
  type: "object",
  required: ["error", "meta"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "details"],
      properties: { code: text, message: text, details },
    },
    meta: reference("Meta"),
  },
};
const problem: JsonObject = {
  type: "object",
  required: ["type", "title", "status"],
  properties: { type: text, title: text, status: { type: "integer" }, detail: text, instance: text },
};

/** The schema of one item where the parameter is a list of them. */
export const listOf = (schema: JsonObject): JsonObject => ({
  type: "array",
  items: schema,
  minItems: 1,
  maxItems: 100,
});
