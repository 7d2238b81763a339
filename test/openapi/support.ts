import { readSpecification, type ApiModel, type Schema, type SchemaObject } from "../../src/openapi/index.ts";
import { isBackwrightError, type BackwrightError } from "../../src/kit/index.ts";

/** A document as text, or as the value that JSON would make of it. */
export type Source = string | object;

const asText = (source: Source): string => (typeof source === "string" ? source : JSON.stringify(source));

/** Reads a document and the files beside it from memory. */
export function read(source: Source, files: Readonly<Record<string, Source>> = {}): Promise<ApiModel> {
  const texts = new Map([["api.yaml", asText(source)]]);
  for (const [path, text] of Object.entries(files)) texts.set(path, asText(text));
  return readSpecification("api.yaml", async (path) => {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`There is no file ${path}`);
    return text;
  });
}

/** The error that reading ends with. */
export async function refused(source: Source): Promise<BackwrightError> {
  const error: unknown = await read(source).then(
    () => new Error("it was read"),
    (reason: unknown) => reason,
  );
  if (isBackwrightError(error)) return error;
  throw error;
}

/** A document of one version around its parts. */
export function api(parts: object, version = "3.1.0"): object {
  const head = version.startsWith("2") ? { swagger: version } : { openapi: version };
  return { ...head, info: { title: "Shop", version: "1" }, paths: {}, ...parts };
}

/** The named schema `Test` of a document that has it as its only component. */
export async function schemaOf(schema: unknown, version = "3.1.0", others: object = {}): Promise<SchemaObject> {
  const model = await modelOf(schema, version, others);
  return objectOf(model.schemas.get("Test")?.schema);
}

export function modelOf(schema: unknown, version = "3.1.0", others: object = {}): Promise<ApiModel> {
  const schemas = { Test: schema, ...others };
  return read(api(version.startsWith("2") ? { definitions: schemas } : { components: { schemas } }, version));
}

export function objectOf(schema: Schema | undefined): SchemaObject {
  if (typeof schema !== "object") throw new TypeError(`no schema object: ${String(schema)}`);
  return schema;
}

/** A schema without places, for comparing. */
export function bare(schema: Schema | undefined): unknown {
  return JSON.parse(
    JSON.stringify(schema ?? null, (key: string, value: unknown) => {
      if (key === "place") return undefined;
      const plain: unknown = value instanceof Map ? Object.fromEntries(value) : value;
      return plain;
    }),
  );
}

/** Codes of findings, in the order of the document. */
export const codes = (model: ApiModel): readonly string[] => model.findings.map(({ code }) => code);
