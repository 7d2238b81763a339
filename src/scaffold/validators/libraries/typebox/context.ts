import type { Schema } from "../../../../openapi/index.ts";
import { code, type Fragment } from "../../../../typescript/index.ts";
import type { Library, Writing } from "../library.ts";

/** What is at hand while a schema becomes TypeBox. */
export interface TypeBox {
  readonly library: Pick<Library, "gaps">;
  readonly writing: Writing;
  /** A schema as an expression of TypeBox; undefined where it demands nothing. */
  of(schema: Schema): Fragment | undefined;
}

/** The same as something that always stands. */
export const ofAny = (schema: Schema, typebox: TypeBox): Fragment => typebox.of(schema) ?? code`Type.Unknown()`;
