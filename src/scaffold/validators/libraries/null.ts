import type { Schema } from "../../../openapi/index.ts";
import { isNull } from "../combine.ts";

/** `null` beside other alternatives. */
export function withNull(schemas: readonly Schema[]): { readonly rest: readonly Schema[]; readonly hasNull: boolean } {
  const rest = schemas.filter((schema) => !isNull(schema));
  return { rest, hasNull: rest.length < schemas.length };
}
