import { isJsonArray, isJsonObject, type JsonValue } from "../../../kit/index.ts";
import type { ApiModel, Operation } from "../../../openapi/index.ts";
import { sampleRequest } from "../../../openapi/sample/index.ts";
import { escapeTemplate, type FileStep } from "../../scenario/format/index.ts";
import { expectations, isJson } from "./expect.ts";
import { pathParameters, variableOf } from "./identifiers.ts";
import { varied } from "./vary.ts";

/** A step for an operation, and what of it had to be made up. */
export interface OperationStep {
  readonly step: FileStep;
  /** Path parameters that no answer gives a value for. */
  readonly madeUp: readonly string[];
}

const SHORT = ["get", "head", "post", "put", "patch", "delete", "options"] as const;
/** Stands in the sample for a value that is carried over, where no encoding changes it. */
const CARRIED = "BackwrightCarries";

/** The request of an operation: carried values from variables, everything else from the document's examples and schemas. */
export function operationStep(operation: Operation, model: ApiModel, carried: ReadonlySet<string>): OperationStep {
  const names = [...new Set(pathParameters(operation).map(({ name }) => name))];
  const known = names.filter((name) => carried.has(variableOf(name)));
  const parameters = Object.fromEntries(known.map((name, index) => [name, `${CARRIED}${index}x`]));
  const { method, path, headers, body } = sampleRequest({ ...operation, security: [] }, model, { parameters });
  const target = known.reduce(
    (text, name, index) => text.replaceAll(`${CARRIED}${index}x`, `\${${variableOf(name)}}`),
    escapeTemplate(path),
  );
  const key = SHORT.find((one) => one.toUpperCase() === method);
  const step: FileStep = {
    name: `${method} ${operation.path}`,
    ...(key === undefined ? { request: `${method} ${target}` } : { [key]: target }),
    ...headersOf(headers, body !== undefined),
    ...(body === undefined ? {} : bodyOf(operation, body, { model, carried })),
    ...expectations(operation, model),
  };
  return { step, madeUp: names.filter((name) => !carried.has(variableOf(name))) };
}

function headersOf(headers: Readonly<Record<string, string>>, hasBody: boolean): Pick<FileStep, "headers"> {
  const kept = Object.entries(headers).filter(([name, value]) => !(hasBody && isJsonHeader(name, value)));
  if (kept.length === 0) return {};
  return { headers: Object.fromEntries(kept.map(([name, value]) => [name, escapeTemplate(value)] as const)) };
}

const isJsonHeader = (name: string, value: string): boolean =>
  /^content-type$/i.test(name) && value === "application/json";

interface Around {
  readonly model: ApiModel;
  readonly carried: ReadonlySet<string>;
}

const parse: (text: string) => JsonValue = JSON.parse;

function bodyOf({ body }: Operation, text: string, { model, carried }: Around): Pick<FileStep, "json" | "body"> {
  const media = body?.content.find(isJson);
  const value = media === undefined ? undefined : parsed(text);
  if (value === undefined || media === undefined) return { body: escapeTemplate(text) };
  const safe = escaped(value);
  return { json: filled(media.schema === undefined ? safe : varied(safe, media.schema, model), carried) };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function escaped(value: JsonValue): JsonValue {
  if (typeof value === "string") return escapeTemplate(value);
  if (isJsonArray(value)) return value.map(escaped);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [escapeTemplate(name), escaped(member)] as const),
  );
}

/** Members named like a variable that an earlier answer has filled: `customerId`. */
function filled(value: JsonValue, carried: ReadonlySet<string>): JsonValue {
  if (isJsonArray(value)) return value.map((item) => filled(item, carried));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(
      ([name, member]) =>
        [name, carried.has(name) && name.length > 2 ? `\${${name}}` : filled(member, carried)] as const,
    ),
  );
}
