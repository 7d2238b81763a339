// The door for programs: APIs from specifications and databases, and specifications from APIs.
import { command as diffCommand } from "../commands/scaffold-diff.ts";
import { command } from "../commands/scaffold.ts";
import { command as specCommand } from "../commands/spec.ts";
import { asFunction } from "../main/index.ts";

/**
 * Writes the routes, validators and types of an API from its OpenAPI document, or with `fromDb` from a database, and answers what
 * it wrote. `check` writes nothing and answers `drift`. Errors: `openapi-*`, `scaffold-*`, `database-*`, `file-*`.
 *
 * @example
 * const { files, operations } = await scaffold({ spec: "openapi.yaml", out: "src/routes/" });
 */
export const scaffold = asFunction(command);
/**
 * What `scaffold` would change in the files that are there; writes nothing. Errors: as `scaffold`.
 *
 * @example
 * const { files, changes, drift } = await scaffoldDiff({ spec: "openapi.yaml", out: "src/routes/" });
 */
export const scaffoldDiff = asFunction(diffCommand);
/**
 * The OpenAPI document of existing Express, Fastify, Koa or NestJS code, which is read and not run. Written only where `out` names a
 * file. Errors: `spec-*`, `file-*`.
 *
 * @example
 * const { findings } = await spec({ folder: "src/routes/" });
 */
export const spec = asFunction(specCommand);
