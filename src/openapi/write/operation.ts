import type { JsonObject, JsonValue } from "../../kit/index.ts";
import { declaredObject } from "./declared.ts";
import { inDialect } from "./dialect.ts";
import type { NoteFacts, OperationFacts, WriteOptions } from "./facts.ts";
import { reasonPhrase } from "./reasons.ts";

/** An operation object. */
export function operationObject(facts: OperationFacts, options: WriteOptions): JsonObject {
  if (facts.declared !== undefined) return declaredObject(facts.declared, options);
  const { operationId, summary, description, tags, deprecated, parameters, body, security, unresolved } = facts;
  return compact({
    ...(tags.length > 0 ? { tags } : {}),
    summary,
    description,
    operationId,
    deprecated: deprecated ? true : undefined,
    parameters: parameters.length > 0 ? parameters.map((one) => parameterObject(one, options)) : undefined,
    requestBody: body === undefined ? undefined : bodyObject(body, options),
    responses: responsesObject(facts, options),
    security: security.length > 0 ? securityOf(security) : undefined,
    "x-backwright-unresolved": unresolved.length > 0 ? unresolved.map(noteObject) : undefined,
  });
}

/** What could not be resolved, as the document keeps it. */
export const noteObject = ({ code, what, place }: NoteFacts): JsonObject => ({
  code,
  what,
  at: `${place.file}:${place.line}:${place.column}`,
});

function parameterObject(
  { name, in: place, required, schema, confidence }: OperationFacts["parameters"][number],
  options: WriteOptions,
): JsonObject {
  const { description, ...rest } = schema;
  return compact({
    name,
    in: place,
    required: required ? true : undefined,
    description,
    schema: inDialect(rest, options.version),
    ...sure(confidence, options),
  });
}

function bodyObject(
  { required, content, confidence }: NonNullable<OperationFacts["body"]>,
  options: WriteOptions,
): JsonObject {
  const types = Object.entries(content).map(([type, schema]) => [type, mediaType(schema, options)] as const);
  return compact({
    required: required ? true : undefined,
    content: Object.fromEntries(types),
    ...sure(confidence, options),
  });
}

const mediaType = (schema: JsonObject, { version }: WriteOptions): JsonObject =>
  Object.keys(schema).length === 0 ? {} : { schema: inDialect(schema, version) };

function responsesObject({ responses }: OperationFacts, options: WriteOptions): JsonObject {
  return Object.fromEntries(responses.map((one) => [one.status, responseObject(one, options)]));
}

function responseObject(facts: OperationFacts["responses"][number], options: WriteOptions): JsonObject {
  const { status, description, contentType, schema, headers, confidence } = facts;
  const named = headers.map((name) => [name, { schema: { type: "string" } }] as const);
  return compact({
    description: description ?? reasonPhrase(status),
    headers: named.length > 0 ? Object.fromEntries(named) : undefined,
    content: contentType === undefined ? undefined : { [contentType]: mediaType(schema ?? {}, options) },
    ...sure(confidence, options),
  });
}

/** All of them hold together; an optional one may be left out. */
function securityOf(security: OperationFacts["security"]): JsonValue {
  const all = Object.fromEntries(security.map(({ scheme }) => [scheme, []]));
  return security.every(({ isOptional }) => isOptional) ? [{}, all] : [all];
}

const sure = (confidence: string, options: WriteOptions): JsonObject =>
  options.confidence ? { "x-backwright-confidence": confidence } : {};

/** Without what is not said. */
export function compact(entries: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const kept = Object.entries(entries).flatMap(([name, value]): readonly (readonly [string, JsonValue])[] =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(kept);
}
