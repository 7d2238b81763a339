import { isJsonObject, type JsonValue } from "../../../kit/index.ts";
import type { ApiModel, MediaType, Operation, Response } from "../../../openapi/index.ts";
import { accepts, sampleResponse } from "../../../openapi/sample/index.ts";
import type { FileStep } from "../../scenario/format/index.ts";

const MOST_FIELDS = 8;

/** What the document promises of a good answer: its statuses, its content type, its required fields. */
export function expectations(operation: Operation, model: ApiModel): Pick<FileStep, "expect" | "checks"> {
  const good = operation.responses.filter(({ status }) => /^[23]/.test(status));
  const statuses = good.map(({ status }) => (/^\d+$/.test(status) ? Number(status) : status.toLowerCase()));
  // Nothing is sent that a server could answer with a redirect or with 304 instead.
  const [response, another] = good.filter(({ status }) => status.startsWith("2"));
  const checks = operation.method === "HEAD" || another !== undefined ? [] : checksOf(operation, response, model);
  return {
    ...(statuses.length > 0 && { expect: statuses.length === 1 ? (statuses[0] ?? 200) : statuses }),
    ...(checks.length > 0 && { checks }),
  };
}

type Checks = NonNullable<FileStep["checks"]>;

function checksOf(operation: Operation, response: Response | undefined, model: ApiModel): Checks {
  const [media] = response?.content ?? [];
  if (media === undefined || media.type.includes("*") || response?.content.length !== 1) return [];
  const type = { header: "content-type", contains: media.type };
  return isJson(media) ? [type, ...fieldChecks(sampleResponse(operation, model).body, media, model)] : [type];
}

export const isJson = ({ type }: MediaType): boolean => /^application\/json$|\+json$/.test(type);

/** A field is required when a sample of the answer is not accepted without it. */
function fieldChecks(sample: JsonValue | undefined, { schema }: MediaType, model: ApiModel): Checks {
  if (Array.isArray(sample)) return [{ json: "$", is: "array" }];
  if (!isJsonObject(sample) || schema === undefined) return [];
  const scope = { schemas: model.schemas, side: "response" } as const;
  if (!accepts(sample, schema, scope)) return [];
  const names = Object.keys(sample).filter((name) => !accepts(without(sample, name), schema, scope));
  return names.slice(0, MOST_FIELDS).map((name) => ({ json: `$${memberPath(name)}`, exists: true }));
}

function without(value: Readonly<Record<string, JsonValue>>, name: string): JsonValue {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

/** A member in a JSONPath: `.name`, or `['other name']`. */
export function memberPath(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `.${name}`;
  return `['${name.replaceAll(/[\\']/g, String.raw`\$&`).replaceAll(/[\u0000-\u001F]/g, "")}']`;
}
