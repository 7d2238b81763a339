import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import { code, ident, lines, type Fragment } from "../../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../../file.ts";
import { reachable, type Plan } from "../../plan/index.ts";
import { checkFunctions } from "../functions.ts";
import { createModule, localScope, type ValidatorModule } from "../module.ts";
import { schemaChecks } from "../schema.ts";
import type { Site } from "../site.ts";

/** The straight-line checks of what a library cannot say. */
export interface Remaining {
  /** The function of a schema, by a name that tells where it belongs. */
  own(schema: SchemaObject, owner: string): string;
  /** The function of a named schema. */
  named(name: string, key: string): string;
  file(): GeneratedFile | undefined;
}

/** `middleware/remaining.ts`, while it is made. */
export function remaining(plan: Plan): Remaining {
  const module = createModule(plan, { runtime: "./runtime" });
  const roots: Schema[] = [];
  const known = new Map<string, string>();
  return {
    own(schema, owner) {
      const text = JSON.stringify(schema, (_, value: unknown) => (value instanceof Map ? [...value] : value));
      const name = known.get(text) ?? module.take(`check${owner}`);
      if (!known.has(text)) module.add(ownFunction(name, schema, module));
      known.set(text, name);
      roots.push(schema);
      return name;
    },
    named(name, key) {
      roots.push({ place: { file: "", pointer: "" }, ref: key });
      return name;
    },
    file() {
      if (roots.length === 0) return undefined;
      const named = namedFunctions(plan, roots, module);
      const body: readonly Fragment[] = [lines(module.constants()), ...named, ...module.functions()];
      return managedFile("middleware/remaining.ts", module.imports, body);
    },
  };
}

function ownFunction(name: string, schema: SchemaObject, module: ValidatorModule): Fragment {
  const body = schemaChecks(schema, siteIn(module));
  const problems = code`problems: ${module.helperType("problems", "Problem")}[]`;
  const parameters = body.length === 0 ? code`_value: unknown, _${problems}` : code`value: unknown, ${problems}`;
  return code`
    export function ${ident(name)}(${parameters}): void {
      ${body}
    }
  `;
}

const siteIn = (module: ValidatorModule): Site => ({
  module,
  value: ident("value"),
  pointer: [],
  locals: localScope(),
  owner: undefined,
  isBase: false,
  isForm: false,
});

/** The functions of all named schemas that the others call. */
function namedFunctions(plan: Plan, roots: readonly Schema[], module: ValidatorModule): readonly Fragment[] {
  const keys = reachable(plan.model, roots);
  return [...plan.model.schemas.values()].flatMap((named) => {
    const names = plan.schemas.get(named.key);
    return names === undefined || !keys.has(named.key) ? [] : checkFunctions(module, named, names);
  });
}
