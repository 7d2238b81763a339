import type { JsonObject, JsonValue } from "../../../kit/index.ts";
import { pascalCase } from "../../../kit/index.ts";
import type { ColumnPlan, FilterPlan, ResourcePlan } from "../plan/index.ts";
import { listOf, reference } from "./schemas.ts";

/** Largest page. */
const MOST = 100;

/** The paths of a resource with their operations. */
export function pathsOf(resource: ResourcePlan): readonly (readonly [string, JsonObject])[] {
  const { segment, isReadOnly, key } = resource;
  const list = { get: listOperation(resource), ...(isReadOnly ? {} : { post: createOperation(resource) }) };
  if (key.length === 0) return [[`/${segment}`, list]];
  const one = {
    get: readOperation(resource),
    ...(isReadOnly || resource.changeable.length === 0 ? {} : { patch: updateOperation(resource) }),
    ...(isReadOnly ? {} : { delete: deleteOperation(resource) }),
  };
  return [
    [`/${segment}`, list],
    [itemPath(resource), one],
  ];
}

/** `/order-items/{order_id}/{line}` */
export function itemPath({ segment, key }: ResourcePlan): string {
  return `/${segment}/${key.map(({ property }) => `{${property}}`).join("/")}`;
}

/** `listOrders`: what is done, and the words of the path. */
function operationId(verb: string, { segment, type }: ResourcePlan): string {
  return verb === "list" ? `list${pascalCase(segment)}` : `${verb}${type}`;
}

const json = (schema: JsonValue): JsonObject => ({ "application/json": { schema } });
const refusals = (...statuses: readonly string[]): JsonObject =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Refused` }]));

function listOperation(resource: ResourcePlan): JsonObject {
  const { segment, type, unindexed, key } = resource;
  const paging = key.length === 0 ? [limit] : [limit, cursor, sortParameter(resource)];
  const notes = [
    key.length === 0 ? "Its rows have no key: there is one page, in no order." : undefined,
    unindexed.length === 0 ? undefined : `Not to be asked by, for want of an index: ${names(unindexed)}.`,
  ].filter((note) => note !== undefined);
  return {
    operationId: operationId("list", resource),
    tags: [segment],
    summary: `Rows of ${segment}`,
    ...(notes.length === 0 ? {} : { description: notes.join(" ") }),
    parameters: [...paging, ...includeParameter(resource), ...resource.filters.map(filterParameter)],
    responses: {
      "200": { description: "A page of rows", content: json(reference(`${type}List`)) },
      ...refusals("400", "401", "403"),
    },
  };
}

const names = (columns: readonly { readonly column: ColumnPlan }[]): string =>
  columns.map(({ column }) => column.property).join(", ");

const limit: JsonObject = {
  name: "limit",
  in: "query",
  schema: { type: "integer", minimum: 1, maximum: MOST, default: 20 },
};
const cursor: JsonObject = {
  name: "cursor",
  in: "query",
  description: "`meta.nextCursor` of the page before",
  schema: { type: "string", maxLength: 4000 },
};

function sortParameter({ sorts }: ResourcePlan): JsonObject {
  const values = sorts.flatMap(({ name }) => [name, `-${name}`]);
  return {
    name: "sort",
    in: "query",
    description: "A minus turns the order round",
    schema: { type: "string", enum: values, default: values[0] ?? "" },
  };
}

function includeParameter({ relations }: ResourcePlan): readonly JsonObject[] {
  if (relations.length === 0) return [];
  const schema = {
    type: "array",
    items: { type: "string", enum: relations.map(({ name }) => name) },
    uniqueItems: true,
  };
  return [{ name: "include", in: "query", style: "form", explode: false, schema }];
}

function filterParameter({ column, parameter, operator }: FilterPlan): JsonObject {
  const common = { name: parameter, in: "query" };
  if (operator === "null") return { ...common, schema: { type: "boolean" } };
  if (operator !== "in") return { ...common, schema: column.form.schema };
  return { ...common, style: "form", explode: false, schema: listOf(column.form.schema) };
}

const keyParameters = ({ key }: ResourcePlan): readonly JsonObject[] =>
  key.map(({ property, form }) => ({ name: property, in: "path", required: true, schema: form.schema }));

const header = (name: string): JsonObject => ({ name, in: "header", schema: { type: "string" } });
const versionHeader: JsonObject = { ETag: { schema: { type: "string" } } };
const etag: JsonObject = { headers: versionHeader };

function answer(resource: ResourcePlan, description: string): JsonObject {
  const { type, hasVersion } = resource;
  const schema = {
    type: "object",
    required: ["data", "meta"],
    properties: { data: reference(type), meta: reference("Meta") },
  };
  return { description, ...(hasVersion ? etag : {}), content: json(schema) };
}

function readOperation(resource: ResourcePlan): JsonObject {
  const { segment, hasVersion } = resource;
  return {
    operationId: operationId("get", resource),
    tags: [segment],
    summary: `One of ${segment}`,
    parameters: [
      ...keyParameters(resource),
      ...includeParameter(resource),
      ...(hasVersion ? [header("If-None-Match")] : []),
    ],
    responses: {
      "200": answer(resource, "The row"),
      ...(hasVersion ? { "304": { description: "It has not changed", ...etag } } : {}),
      ...refusals("400", "401", "403", "404"),
    },
  };
}

function createOperation(resource: ResourcePlan): JsonObject {
  const { segment, type, key } = resource;
  const made = answer(resource, "The new row");
  const location = { Location: { schema: { type: "string" } } };
  const headers = { ...(key.length === 0 ? {} : location), ...(resource.hasVersion ? versionHeader : {}) };
  return {
    operationId: operationId("create", resource),
    tags: [segment],
    summary: `A new row of ${segment}`,
    requestBody: { required: true, content: json(reference(`New${type}`)) },
    responses: {
      "201": Object.keys(headers).length === 0 ? made : { ...made, headers },
      ...refusals("400", "401", "403", "409", "422"),
    },
  };
}

function updateOperation(resource: ResourcePlan): JsonObject {
  const { segment, type } = resource;
  return {
    operationId: operationId("update", resource),
    tags: [segment],
    summary: `Changes one of ${segment}`,
    parameters: [...keyParameters(resource), ...ifMatch(resource)],
    requestBody: { required: true, content: json(reference(`${type}Changes`)) },
    responses: { "200": answer(resource, "The row as it is now"), ...writeRefusals(resource) },
  };
}

function deleteOperation(resource: ResourcePlan): JsonObject {
  return {
    operationId: operationId("delete", resource),
    tags: [resource.segment],
    summary: `Removes one of ${resource.segment}`,
    parameters: [...keyParameters(resource), ...ifMatch(resource)],
    responses: { "204": { description: "It is gone" }, ...writeRefusals(resource) },
  };
}

const ifMatch = ({ hasVersion }: ResourcePlan): readonly JsonObject[] => (hasVersion ? [header("If-Match")] : []);

const writeRefusals = ({ hasVersion }: ResourcePlan): JsonObject =>
  refusals("400", "401", "403", "404", "409", ...(hasVersion ? ["412"] : []), "422");
