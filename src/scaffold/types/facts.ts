import { isJsonObject, type JsonObject, type JsonValue } from "../../kit/index.ts";
import type { Encoding, Header, MediaType, Operation, Parameter, SecurityScheme } from "../../openapi/index.ts";
import { type Said, schemaTags, tagLine } from "../../typescript/constraints/index.ts";
import { type OperationPlan, schemaJsonOf } from "../plan/index.ts";
import type { TypeContext, Typed } from "./context.ts";

type Context = Pick<TypeContext, "plan">;

interface Written {
  readonly typed: Typed;
  readonly optional: boolean;
}

/** What a parameter's type does not say: its spelling, how it is written in a request, and the rules of its value. */
export function parameterTags(
  parameter: Parameter,
  { typed, optional }: Written,
  { plan }: Context,
): readonly string[] {
  const { name, in: place, required, schema } = parameter;
  const json = schemaJsonOf(plan, schema);
  const isDefaulted = isJsonObject(json) && json["default"] !== undefined;
  const isRead = place === "path" || (!optional && !isDefaulted);
  return [
    ...(place === "header" && name !== name.toLowerCase() ? [tagLine("name", name)] : []),
    ...(required === isRead ? [] : [required ? "@required" : "@optional"]),
    ...styleTags(parameter),
    ...(parameter.deprecated ? ["@deprecated"] : []),
    ...asSchemaTags(schemaTags(typed.said, json)),
  ];
}

/** A deprecated schema below a parameter: the parameter's own tag has the name. */
const asSchemaTags = (tags: readonly string[]): readonly string[] =>
  tags.map((tag) => (tag === "@deprecated" ? "@schema.deprecated" : tag));

const PLAIN: Readonly<Record<string, string>> = { path: "simple", header: "simple", query: "form", cookie: "form" };

function styleTags({ in: place, style, explode, ...others }: Parameter): readonly string[] {
  const byDefault = style === "form" || style === "cookie";
  return [
    ...(style === PLAIN[place] ? [] : [`@style ${style}`]),
    ...(explode === byDefault ? [] : [`@explode ${explode}`]),
    ...(others.allowReserved ? ["@allowReserved"] : []),
    ...(others.allowEmptyValue ? ["@allowEmptyValue"] : []),
    ...(others.contentType === undefined ? [] : [tagLine("content", others.contentType)]),
  ];
}

/** Parameters without a place in the type: the whole query, or a header that is there twice. */
export function unplacedTags({ parameters }: Operation, { plan }: Context): readonly string[] {
  return parameters
    .filter((one) => one.in === "querystring")
    .map((one) => tagLine("parameter", parameterJson(one, schemaJsonOf(plan, one.schema))));
}

function parameterJson(parameter: Parameter, schema: JsonValue): JsonObject {
  const { name, in: place, required, contentType } = parameter;
  return {
    name,
    in: place,
    ...(required && { required }),
    ...(contentType === undefined ? { schema } : { content: { [contentType]: { schema } } }),
  };
}

/** What the type of a body does not say. */
export function mediaTags(media: MediaType, said: Said, { plan }: Context): readonly string[] {
  const { schema, itemSchema, encoding } = media;
  return [
    ...schemaTags(said, schemaJsonOf(plan, schema ?? true)),
    ...(itemSchema === undefined ? [] : [tagLine("itemSchema", schemaJsonOf(plan, itemSchema))]),
    ...(encoding.size === 0 ? [] : [tagLine("encoding", encodingsJson(encoding, plan))]),
  ];
}

const encodingsJson = (encodings: ReadonlyMap<string, Encoding>, plan: TypeContext["plan"]): JsonObject =>
  Object.fromEntries([...encodings].map(([name, one]) => [name, encodingJson(one, plan)]));

function encodingJson(
  { contentType, style, explode, allowReserved, headers }: Encoding,
  plan: TypeContext["plan"],
): JsonObject {
  const named = headers.map((header) => [header.name, headerJson(header, plan)] as const);
  return {
    ...(contentType !== undefined && { contentType }),
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
    ...(allowReserved && { allowReserved }),
    ...(named.length > 0 && { headers: Object.fromEntries(named) }),
  };
}

/** A header object of OpenAPI. */
function headerJson(header: Header, plan: TypeContext["plan"]): JsonObject {
  const schema = schemaJsonOf(plan, header.schema);
  const { required, deprecated, explode, contentType } = header;
  return {
    ...(required && { required }),
    ...(deprecated && { deprecated }),
    ...(explode && { explode }),
    ...(contentType === undefined ? { schema } : { content: { [contentType]: { schema } } }),
  };
}

/** What the type of an answer's header does not say. */
export function headerTags(header: Header, said: Said, { plan }: Context): readonly string[] {
  const { name, deprecated, explode, contentType } = header;
  return [
    ...(name === name.toLowerCase() ? [] : [tagLine("name", name)]),
    ...(explode ? ["@explode"] : []),
    ...(contentType === undefined ? [] : [tagLine("content", contentType)]),
    ...(deprecated ? ["@deprecated"] : []),
    ...asSchemaTags(schemaTags(said, schemaJsonOf(plan, header.schema))),
  ];
}

/** Several media types of one answer, where their types do not say all; else undefined. */
export function contentTag(content: readonly MediaType[], said: readonly Said[], context: Context): readonly string[] {
  const isTold = content.every((media, index) => mediaTags(media, said[index], context).length === 0);
  if (isTold) return [];
  const types = content.map((media) => [media.type, mediaJson(media, context)] as const);
  return [tagLine("contents", Object.fromEntries(types))];
}

function mediaJson({ schema, itemSchema, encoding }: MediaType, { plan }: Context): JsonObject {
  return {
    ...(schema !== undefined && { schema: schemaJsonOf(plan, schema) }),
    ...(itemSchema !== undefined && { itemSchema: schemaJsonOf(plan, itemSchema) }),
    ...(encoding.size > 0 && { encoding: encodingsJson(encoding, plan) }),
  };
}

/** What the table of handlers says of an operation beside its types. */
export function operationTags({ operation, id }: OperationPlan): readonly string[] {
  const { operationId, tags, deprecated, method, path } = operation;
  const isServed = operation.unresolved.length === 0;
  return [
    ...(PLAIN_PATH.test(path) ? [] : [tagLine("route", `${method} ${path}`)]),
    ...(operationId === id ? [] : [operationId === undefined ? "@unnamed" : tagLine("operationId", operationId)]),
    ...tags.map((tag) => tagLine("tag", tag)),
    ...(deprecated ? ["@deprecated"] : []),
    ...(isServed ? [] : unservedTags(operation)),
  ];
}

// What the words above the tags say without a doubt.
const PLAIN_PATH = /^(?!.*:$)[\x21-\x29\x2b-\x7e]+$/;

/** The route table says nothing of an operation whose parts are lost. */
function unservedTags({ body, security }: Operation): readonly string[] {
  const types = body?.content.map(({ type }) => type) ?? [];
  return [
    ...(body === undefined ? [] : [tagLine("body", { required: body.required, types })]),
    ...(security.length === 0 ? [] : [tagLine("security", requirementsJson(security))]),
  ];
}

const requirementsJson = (security: Operation["security"]): JsonValue =>
  security.map((all) => Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes])));

/** What a scheme's entry in the route table does not say: `@scheme { … }`. */
export function schemeTags(scheme: SecurityScheme): readonly string[] {
  switch (scheme.kind) {
    case "apiKey":
      return [];
    case "http":
      return scheme.bearerFormat === undefined ? [] : [tagLine("scheme", httpJson(scheme))];
    case "mutualTLS":
      return [tagLine("scheme", { type: "mutualTLS" })];
    case "openIdConnect":
      return [tagLine("scheme", { type: "openIdConnect", openIdConnectUrl: scheme.url })];
    case "oauth2":
      return [tagLine("scheme", { type: "oauth2", flows: flowsJson(scheme.flows) })];
  }
}

const httpJson = ({ scheme, bearerFormat }: SecurityScheme & { readonly kind: "http" }): JsonObject => ({
  type: "http",
  scheme,
  ...(bearerFormat !== undefined && { bearerFormat }),
});

const flowsJson = (flows: (SecurityScheme & { readonly kind: "oauth2" })["flows"]): JsonObject =>
  Object.fromEntries(
    flows.map(({ flow, authorizationUrl, tokenUrl, scopes }) => [
      flow,
      {
        ...(authorizationUrl !== undefined && { authorizationUrl }),
        ...(tokenUrl !== undefined && { tokenUrl }),
        scopes,
      },
    ]),
  );
