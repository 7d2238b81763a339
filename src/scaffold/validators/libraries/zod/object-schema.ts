import type { Schema } from "../../../../openapi/index.ts";
import type { Library, Writing } from "../library.ts";
import { prepared } from "../split.ts";

const BESIDE = ["ref", "enum", "const", "allOf", "anyOf", "oneOf"] as const;

/** True for what zod writes as one object schema and nothing joined to it: a type that other schemas can tell apart. */
export function isObjectSchema(schema: Schema, library: Pick<Library, "gaps">, writing: Writing): boolean {
  if (typeof schema === "boolean") return false;
  const { said } = prepared(schema, library, writing);
  const { types, properties, required, additionalProperties } = said;
  if (types?.length !== 1 || types[0] !== "object") return false;
  const isRecord = typeof additionalProperties === "object" && !properties?.size && !required?.length;
  return !isRecord && BESIDE.every((keyword) => said[keyword] === undefined);
}
