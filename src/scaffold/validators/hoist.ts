import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, type Fragment } from "../../typescript/index.ts";
import { checkerName, holdsFiles } from "./reference.ts";
import { localScope } from "./module.ts";
import type { SchemaChecks, Site } from "./site.ts";

/** A schema as a function by itself, for the places where it is tried and not demanded: alternatives, `not`, `if`. */
export function alternative(schema: Schema, site: Site, checks: SchemaChecks): Fragment {
  const named = typeof schema === "object" && isBareReference(schema) && !(site.isForm && holdsFiles(schema, site)) ? checkerName(schema, site, "alternative") : undefined;
  return named ?? hoisted(schema, site, checks);
}

/** Siblings that check nothing may stand beside a reference. */
function isBareReference(schema: SchemaObject): boolean {
  const silent = ["place", "ref", "title", "description", "default", "deprecated", "examples", "readOnly", "writeOnly", "extensions"];
  return schema.ref !== undefined && Object.keys(schema).every((key) => silent.includes(key));
}

function hoisted(schema: Schema, site: Site, checks: SchemaChecks): Fragment {
  const { module } = site;
  const name = ident(module.take("checkAlternative"));
  const value = ident("value");
  const body = checks(schema, { ...site, value, pointer: [], locals: localScope() });
  const parameters = body.length === 0 ? code`` : code`value: unknown, problems: ${module.helperType("problems", "Problem")}[]`;
  module.add(code`
    function ${name}(${parameters}): void {
      ${body}
    }
  `);
  return name;
}
