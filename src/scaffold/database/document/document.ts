import { dump } from "js-yaml";
import type { JsonObject } from "../../../kit/index.ts";
import type { DatabasePlan } from "../plan/index.ts";
import { pathsOf } from "./operations.ts";
import { reference, schemasOf, sharedSchemas } from "./schemas.ts";

/** The OpenAPI 3.1 document of a database's API. */
export function databaseDocument({ database, options, resources }: DatabasePlan): JsonObject {
  const type = options.errors === "problem" ? "application/problem+json" : "application/json";
  const refused = { description: "Refused, and why", content: { [type]: { schema: reference("Error") } } };
  return {
    openapi: "3.1.0",
    info: { title: database, version: "1.0.0" },
    security: [{ bearerAuth: [] }],
    tags: resources.map(({ segment, relation }) => ({ name: segment, description: relation.comment ?? relation.name })),
    paths: Object.fromEntries(resources.flatMap(pathsOf)),
    components: {
      securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      responses: { Refused: refused },
      schemas: Object.fromEntries([
        ...resources.flatMap((resource) => schemasOf(resource, resources)),
        ...sharedSchemas(options.errors),
      ]),
    },
  };
}

const HEAD = "# Managed by backwright scaffold --from-db: written again whenever the database's schema changes.\n";

/** The document as YAML. */
export function documentText(document: JsonObject): string {
  return HEAD + dump(document, { noRefs: true, lineWidth: 120 });
}
