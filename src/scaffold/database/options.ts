import type { ScaffoldOptions } from "../options.ts";

/** How a database becomes an API. */
export interface DatabaseOptions extends Pick<ScaffoldOptions, "errors"> {
  /** Column that says whose tenant a row is; tables that have it are enforced by it. */
  readonly tenantColumn?: string | undefined;
  /** Column that says which user owns a row. */
  readonly ownerColumn?: string | undefined;
  /** Names of properties: as the columns are called, or in camelCase. */
  readonly naming: "keep" | "camelCase";
  /** `string`: exact. `number`: rounded beyond 2^53. */
  readonly bigints: "string" | "number";
  /** Columns that are never answered, beside those whose names say so: `ssn`, `users.pin`. */
  readonly secrets: readonly string[];
  /** Columns that are answered although their names look secret: `push_token`, `users.token`. */
  readonly open: readonly string[];
}
