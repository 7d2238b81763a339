import type { JsonValue } from "../../../kit/index.ts";
import type { ApiModel, Parameter } from "../../index.ts";
import { accepts } from "../accept/index.ts";
import { freshContext } from "../sample.ts";
import { textBreaksOf } from "./breaks.ts";
import type { BrokenParts } from "./breakage.ts";
import type { RequestParts } from "./parts.ts";
import { plainText } from "./text.ts";

type Schemas = Pick<ApiModel, "schemas">;

/** One parameter missing or holding what its schema refuses, however its text is read. */
export function brokenParameters(parts: RequestParts, model: Schemas): readonly BrokenParts[] {
  return parts.operation.parameters.flatMap((parameter) => [
    ...missing(parameter, parts),
    ...wrongValues(parameter, model).map(([rule, value]) => broken(parameter, rule, holding(parts, parameter, value))),
  ]);
}

function missing(parameter: Parameter, parts: RequestParts): readonly BrokenParts[] {
  if (!parameter.required || parameter.in === "path" || isOftenDefaulted(parameter)) return [];
  const parameters = new Map([...parts.parameters].filter(([other]) => other !== parameter));
  return [broken(parameter, "required", { ...parts, parameters })];
}

/** A default fills in for what is missing, and clients send these headers of their own accord. */
function isOftenDefaulted({ schema, name, in: place }: Parameter): boolean {
  if (typeof schema === "object" && schema.default !== undefined) return true;
  return place === "header" && /^(?:accept.*|authorization|content-.*|host|user-agent|connection)$/i.test(name);
}

function broken(parameter: Parameter, rule: string, parts: RequestParts): BrokenParts {
  return { in: parameter.in, subject: parameter.name, rule, parts };
}

function holding(parts: RequestParts, parameter: Parameter, value: JsonValue): RequestParts {
  return { ...parts, parameters: new Map([...parts.parameters, [parameter, value]]) };
}

function wrongValues(parameter: Parameter, model: Schemas): readonly (readonly [string, JsonValue])[] {
  if (parameter.contentType !== undefined) return [];
  const context = freshContext(model, { side: "request" });
  return textBreaksOf(parameter.schema, context).filter(
    ([, value]) => isSendable(value, parameter) && isRefused(value, parameter, model),
  );
}

/** An empty path segment is another path, an empty header or query value may count as absent. */
function isSendable(value: JsonValue, parameter: Parameter): boolean {
  return typeof value !== "object" && value !== "" && (parameter.in !== "header" || plainText(value).length < 1_000);
}

function isRefused(value: JsonValue, parameter: Parameter, model: Schemas): boolean {
  const scope = { schemas: model.schemas, side: "request" } as const;
  return readings(plainText(value)).every((reading) => !accepts(reading, parameter.schema, scope));
}

/** Everything that a server may take a text for. */
function readings(text: string): readonly JsonValue[] {
  const number = Number(text);
  const truth = text === "true" || text === "1" ? [true] : [];
  return [text, [text], ...truth, ...(Number.isFinite(number) ? [number, [number]] : [])];
}
