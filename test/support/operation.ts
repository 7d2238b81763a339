import type { JsonValue } from "../../src/kit/index.ts";
import type { MediaType, Operation, Parameter, Response } from "../../src/openapi/index.ts";
import { toSchema } from "./schema-model.ts";

const place = { file: "test", pointer: "" };

/** A GET operation of a test, with what matters to it. */
export function operationOf(path: string, rest: Partial<Operation> = {}): Operation {
  return {
    id: "test",
    operationId: undefined,
    method: "GET",
    path,
    segments: segmentsOf(path),
    tags: [],
    summary: undefined,
    description: undefined,
    deprecated: false,
    parameters: [],
    body: undefined,
    responses: [],
    security: [],
    servers: [],
    callbacks: [],
    extensions: {},
    place,
    unresolved: [],
    ...rest,
  };
}

export function parameterOf(name: string, schema: JsonValue, rest: Partial<Parameter> = {}): Parameter {
  return {
    name,
    in: "query",
    required: true,
    deprecated: false,
    description: undefined,
    style: rest.in === "path" || rest.in === "header" ? "simple" : "form",
    explode: rest.style === undefined && rest.in !== "path" && rest.in !== "header",
    allowReserved: false,
    allowEmptyValue: false,
    schema: toSchema(schema),
    contentType: undefined,
    examples: [],
    place,
    ...rest,
  };
}

export function mediaOf(type: string, schema: JsonValue, rest: Partial<MediaType> = {}): MediaType {
  return { type, schema: toSchema(schema), itemSchema: undefined, encoding: new Map(), examples: [], ...rest };
}

export function responseOf(status: string, content: readonly MediaType[] = []): Response {
  return { status, description: "", headers: [], content, links: {}, place };
}

function segmentsOf(path: string): Operation["segments"] {
  const segments = path.split("/").slice(1);
  return segments.map((segment) => ({
    parts: segment
      .split(/(\{[^}]+\})/)
      .filter((part) => part !== "")
      .map((part) =>
        part.startsWith("{") ? { kind: "parameter", name: part.slice(1, -1) } : { kind: "text", text: part },
      ),
  }));
}
