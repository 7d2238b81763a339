import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, type Fragment } from "../../typescript/index.ts";
import { checkerName, holdsFiles } from "./reference.ts";
import { localScope } from "./module.ts";
import type { SchemaChecks, Site } from "./site.ts";

/** A schema as a function by itself, for the places where it is tried and not demanded: alternatives, `not`, `if`. */
export function alternative(schema: Schema, site: Site, checks: SchemaChecks): Fragment {
  const named =
    typeof schema === "object" && isBareReference(schema) && !(site.isForm && holdsFiles(schema, site))
      ? checkerName(schema, site, "alternative")
      : undefined;
  return named ?? hoisted(schema, site, checks);
}

// Siblings that check nothing may stand beside a reference.
const SILENT: ReadonlySet<string> = new Set(
  "place ref title description default deprecated examples readOnly writeOnly extensions".split(" "),
);

/** A reference beside which nothing is said that counts. */
export const isBareReference = (schema: SchemaObject): boolean =>
  schema.ref !== undefined && Object.keys(schema).every((key) => SILENT.has(key));

function hoisted(schema: Schema, site: Site, checks: SchemaChecks): Fragment {
  const { module } = site;
  const name = ident(module.take("checkAlternative"));
  const value = ident("value");
  const body = checks(schema, { ...site, value, pointer: [], locals: localScope() });
  const problems = code`problems: ${module.helperType("problems", "Problem")}[]`;
  const parameters = body.length === 0 ? code`_value: unknown, _${problems}` : code`value: unknown, ${problems}`;
  module.add(code`
    function ${name}(${parameters}): void {
      ${body}
    }
  `);
  return name;
}
