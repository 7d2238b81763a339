import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import type { ParameterFacts, ResponseFacts, RouteFacts } from "../facts/model.ts";
import type { Schema } from "../value.ts";
import type { Registered } from "./route.ts";

/** What was read of a route, under the path that the running application has it at. */
export function movedRoute(route: RouteFacts, { template, route: probed }: Registered): RouteFacts {
  const names = new Set(template.parameters.map(({ name }) => name));
  const kept = route.parameters.filter((one) => one.in !== "path" || names.has(one.name));
  const missing = pathParameters(template).filter(
    ({ name }) => !kept.some((one) => one.in === "path" && one.name === name),
  );
  return {
    ...route,
    path: template.path,
    parameters: [...missing, ...kept],
    unresolved: route.unresolved.filter(
      ({ code }) => template.isUnresolved || (code !== "route-path-unresolved" && code !== "route-not-mounted"),
    ),
    isAssumed: false,
    framework: route.framework === "nestjs" ? route.framework : probed.framework,
  };
}

const pathParameters = ({ parameters }: Registered["template"]): readonly ParameterFacts[] =>
  parameters.map(({ name, schema }) => ({ name, in: "path", required: true, schema, confidence: "seen" }));

/** A route that only the running application has: its path, its place, and what Fastify was told of it. */
export function addedRoute({ route, method, template }: Registered, entry: string): RouteFacts {
  const place = route.place ?? { file: entry, line: 1, column: 1 };
  const said = isJsonObject(route.schema) ? route.schema : {};
  const { summary, description, operationId, tags, deprecated } = said;
  return {
    method,
    path: template.path,
    framework: route.framework,
    place,
    operationId: textOr(operationId),
    summary: textOr(summary),
    description: textOr(description),
    tags: isJsonArray(tags) ? tags.filter((one) => typeof one === "string") : [],
    deprecated: deprecated === true,
    parameters: [...pathParameters(template).map((one) => typedBy(one, said["params"])), ...fieldsOf(said)],
    body: isJsonObject(said["body"])
      ? { required: true, content: { "application/json": said["body"] }, confidence: "declared" }
      : undefined,
    responses: responsesOf(said["response"]),
    security: [],
    unresolved: [{ code: "route-only-running", what: "only the started application has it", place }],
    isAssumed: false,
  };
}

const textOr = (value: JsonValue | undefined): string | undefined => (typeof value === "string" ? value : undefined);

function typedBy(parameter: ParameterFacts, params: JsonValue | undefined): ParameterFacts {
  const said = propertiesOf(params).find(([name]) => name === parameter.name);
  return said === undefined ? parameter : { ...parameter, schema: said[1], confidence: "declared" };
}

function fieldsOf(said: JsonObject): readonly ParameterFacts[] {
  const places = [
    ["querystring", "query"],
    ["query", "query"],
    ["headers", "header"],
  ] as const;
  return places.flatMap(([name, place]) => {
    const schema = said[name];
    const required = isJsonObject(schema) && isJsonArray(schema["required"]) ? schema["required"] : [];
    return propertiesOf(schema).map(([field, one]): ParameterFacts => ({
      name: field,
      in: place,
      required: required.includes(field),
      schema: one,
      confidence: "declared",
    }));
  });
}

const propertiesOf = (schema: JsonValue | undefined): readonly (readonly [string, Schema])[] => {
  const properties = isJsonObject(schema) && isJsonObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).flatMap(([name, one]) => (isJsonObject(one) ? [[name, one] as const] : []));
};

function responsesOf(response: JsonValue | undefined): readonly ResponseFacts[] {
  return Object.entries(isJsonObject(response) ? response : {}).flatMap(([status, schema]) =>
    /^(?:[1-5](?:\d\d|xx)|default)$/i.test(status) && isJsonObject(schema)
      ? [
          {
            status: status.toUpperCase() === "DEFAULT" ? "default" : status.toUpperCase(),
            description: textOr(schema["description"]),
            contentType: "application/json",
            schema,
            headers: [],
            confidence: "declared",
          },
        ]
      : [],
  );
}
