import type { Schema } from "../../../../openapi/index.ts";
import { code, type Fragment } from "../../../../typescript/index.ts";
import type { Library, Writing } from "../library.ts";

/** What is at hand while a schema becomes zod. */
export interface Zod {
  readonly library: Pick<Library, "gaps">;
  readonly writing: Writing;
  /** A schema as an expression of zod; undefined where it demands nothing. */
  of(schema: Schema): Fragment | undefined;
}

/** The same as something that always stands. */
export const ofAny = (schema: Schema, zod: Zod): Fragment => zod.of(schema) ?? code`z.unknown()`;
