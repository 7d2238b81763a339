import type { JsonObject } from "../../kit/index.ts";
import type { SecurityScheme } from "../../openapi/index.ts";
import { code, literal, type Fragment, type Imports } from "../../typescript/index.ts";
import type { Plan } from "../plan/index.ts";

/** `const schemes = { bearerAuth: { kind: "token" } };` */
export function schemesTable(plan: Plan, imports: Imports): Fragment {
  const table = Object.fromEntries([...plan.model.securitySchemes].map(([key, scheme]) => [key, schemeOf(scheme)]));
  // For a name that every object has, TypeScript takes the kind for any text.
  const needsConst = Object.keys(table).some((key) => key in Object.prototype);
  const type = imports.type("./runtime/security.js", "Scheme");
  return code`const schemes: Readonly<Record<string, ${type}>> = ${literal(table)}${needsConst ? code` as const` : code``};`;
}

function schemeOf(scheme: SecurityScheme): JsonObject {
  switch (scheme.kind) {
    case "apiKey":
      return { kind: "apiKey", in: scheme.in, name: scheme.name };
    case "http":
      return scheme.scheme.toLowerCase() === "bearer" ? { kind: "token" } : { kind: "http", scheme: scheme.scheme };
    case "mutualTLS":
      return { kind: "certificate" };
    case "oauth2":
    case "openIdConnect":
      return { kind: "token" };
  }
}
