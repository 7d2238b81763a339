import type { Callback, Header, MediaType, Operation, Parameter, Response } from "../../model.ts";
import type { Schema } from "../../schema.ts";

type Replace = (schema: Schema) => Schema;

/** An operation with every schema that it names itself replaced, those of its callbacks too. */
export function withOperationSchemas(operation: Operation, replace: Replace): Operation {
  const { parameters, body, responses, callbacks } = operation;
  return {
    ...operation,
    parameters: parameters.map((parameter) => inParameter(parameter, replace)),
    body: body && { ...body, content: body.content.map((media) => inMedia(media, replace)) },
    responses: responses.map((response) => inResponse(response, replace)),
    callbacks: callbacks.map((callback) => inCallback(callback, replace)),
  };
}

function inParameter(parameter: Parameter, replace: Replace): Parameter {
  return { ...parameter, schema: replace(parameter.schema) };
}

function inCallback(callback: Callback, replace: Replace): Callback {
  return { ...callback, operations: callback.operations.map((inner) => withOperationSchemas(inner, replace)) };
}

function inResponse(response: Response, replace: Replace): Response {
  return {
    ...response,
    headers: inHeaders(response.headers, replace),
    content: response.content.map((media) => inMedia(media, replace)),
  };
}

function inMedia(media: MediaType, replace: Replace): MediaType {
  const encoding = [...media.encoding].map(
    ([name, each]) => [name, { ...each, headers: inHeaders(each.headers, replace) }] as const,
  );
  return {
    ...media,
    schema: media.schema === undefined ? undefined : replace(media.schema),
    itemSchema: media.itemSchema === undefined ? undefined : replace(media.itemSchema),
    encoding: new Map(encoding),
  };
}

const inHeaders = (headers: readonly Header[], replace: Replace): readonly Header[] =>
  headers.map((header) => ({ ...header, schema: replace(header.schema) }));
