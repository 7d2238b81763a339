// The door for programs: APIs from specifications.
import { command } from "../commands/scaffold.ts";
import { asFunction } from "../main/index.ts";

/**
 * Writes the routes, validators and types of an API from its OpenAPI document, and answers what it wrote.
 * Errors: `openapi-*`, `scaffold-edited`, `file-*`.
 *
 * @example
 * const { files, operations } = await scaffold({ spec: "openapi.yaml", out: "src/routes/" });
 */
export const scaffold = asFunction(command);
