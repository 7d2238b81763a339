import type { JsonValue } from "../../../kit/index.ts";
import type { ApiModel, MediaType, Operation, Parameter, Schema } from "../../index.ts";
import { drawSample } from "../sample.ts";
import { type Credential, credentialsFor } from "./credentials.ts";
import { preferredMedia } from "./media.ts";

export interface RequestSettings {
  /** Optional parameters and deeper optional properties too. Default false. */
  readonly optional?: boolean;
  /** Values for parameters by their names, instead of made ones: ids that exist. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** The body's value, instead of a made one. */
  readonly body?: JsonValue;
  /** Credentials by the key of their security scheme: a token, a key, `user:password`. */
  readonly credentials?: Readonly<Record<string, string>>;
}

/** A request before it is written: what each parameter and the body hold. */
export interface RequestParts {
  readonly operation: Operation;
  readonly parameters: ReadonlyMap<Parameter, JsonValue>;
  readonly body: BodyPart | undefined;
  readonly credentials: readonly Credential[];
  /** Parts for which no valid value was found: `query.limit`, `body`. */
  readonly doubts: readonly string[];
}

export interface BodyPart {
  readonly media: MediaType;
  readonly value: JsonValue;
  /** Sent as it stands, instead of the value. */
  readonly raw?: string;
}

type Model = Pick<ApiModel, "schemas" | "securitySchemes">;

/** Decides what a sample request of the operation holds. */
export function requestParts(operation: Operation, model: Model, settings: RequestSettings): RequestParts {
  const doubts: string[] = [];
  const parameters = new Map<Parameter, JsonValue>();
  for (const parameter of operation.parameters) {
    const drawn = parameterValue(parameter, model, settings);
    if (drawn === undefined) continue;
    if (!drawn.valid && !parameter.required) continue;
    if (!drawn.valid) doubts.push(`${parameter.in}.${parameter.name}`);
    parameters.set(parameter, drawn.value);
  }
  const body = bodyPart(operation, model, settings);
  if (body?.valid === false) doubts.push("body");
  const credentials = credentialsFor(operation, model, settings.credentials ?? {});
  return { operation, parameters, body: body?.part, credentials, doubts };
}

function parameterValue(parameter: Parameter, model: Model, settings: RequestSettings) {
  const given = settings.parameters?.[parameter.name];
  if (given !== undefined) return { value: given, valid: true };
  if (!parameter.required && settings.optional !== true) return undefined;
  return drawSample(parameterSchema(parameter), model, { side: "request", optionalLevels: 1 });
}

/** The parameter's own examples count as its schema's; a path parameter has to leave something in the path. */
export function parameterSchema(parameter: Parameter): Schema {
  const { examples, place, schema } = parameter;
  const filled = parameter.in === "path" ? [{ place, minLength: 1, not: { place, enum: [".", ".."] } }] : [];
  return { place, ...(examples.length > 0 && { examples }), allOf: [schema, ...filled] };
}

interface DrawnBody {
  readonly part: BodyPart;
  readonly valid: boolean;
}

/** An optional body is sent too, where a valid one can be made. */
function bodyPart(operation: Operation, model: Model, settings: RequestSettings): DrawnBody | undefined {
  const media = preferredMedia(operation.body?.content ?? []);
  if (operation.body === undefined || media === undefined) return undefined;
  if (settings.body !== undefined) return { part: { media, value: settings.body }, valid: true };
  const optionalLevels = settings.optional === true ? 3 : 1;
  const drawn = drawSample(mediaSchema(media), model, { side: "request", optionalLevels, unknown: "object" });
  if (!drawn.valid && !operation.body.required) return undefined;
  return { part: { media, value: drawn.value }, valid: drawn.valid };
}

/** The media type's own examples count as its schema's. */
export function mediaSchema(media: MediaType): Schema {
  const schema = media.schema ?? media.itemSchema ?? true;
  if (media.examples.length === 0 || schema === false) return schema;
  if (schema === true) return { place: { file: "", pointer: "" }, examples: media.examples };
  return { place: schema.place, examples: media.examples, allOf: [schema] };
}
