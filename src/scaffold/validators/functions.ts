import type { NamedSchema } from "../../openapi/index.ts";
import { code, ident, jsDoc, lines, type Fragment } from "../../typescript/index.ts";
import type { SchemaNames } from "../plan/index.ts";
import { localScope, type ValidatorModule } from "./module.ts";
import { needsBase } from "./reference.ts";
import { schemaChecks } from "./schema.ts";
import { settleFunction } from "./settle.ts";
import type { Site } from "./site.ts";

/** The functions of a named schema: its check, the variant without alternatives where a circle needs it, its settling. */
export function namedFunctions(module: ValidatorModule, named: NamedSchema, names: SchemaNames): readonly Fragment[] {
  return [...checkFunctions(module, named, names), ...settleFunction(named, names, module)];
}

/** The settling of a named schema alone, where a library checks it. */
export const settlingOnly: typeof namedFunctions = (module, named, names) => settleFunction(named, names, module);

/** The same without the settling: for values that are looked at and not changed. */
export function checkFunctions(module: ValidatorModule, named: NamedSchema, names: SchemaNames): readonly Fragment[] {
  const site = siteOf(module, named.key);
  const check = checkFunction(names.check, named, site);
  if (!needsBase(module.plan.model, named.key)) return [check];
  return [check, checkFunction(`${names.check}Base`, named, { ...site, isBase: true, locals: localScope() })];
}

function siteOf(module: ValidatorModule, owner: string): Site {
  return { module, value: ident("value"), pointer: [], locals: localScope(), owner, isBase: false, isForm: false };
}

function checkFunction(name: string, named: NamedSchema, site: Site): Fragment {
  const body = schemaChecks(named.schema, site);
  const problems = code`problems: ${site.module.helperType("problems", "Problem")}[]`;
  const parameters = body.length === 0 ? code`_value: unknown, _${problems}` : code`value: unknown, ${problems}`;
  return lines([
    jsDoc([named.name === name ? undefined : `Checks a ${named.name}.`]),
    code`
      export function ${ident(name)}(${parameters}): void {
        ${body}
      }
    `,
  ]);
}
