import type { ApiModel, Schema, SchemaObject } from "../../openapi/index.ts";
import { code, ident, isEmpty, type Fragment } from "../../typescript/index.ts";
import { targetOf } from "../plan/index.ts";
import { closesCircle, isBinary } from "../types/index.ts";
import { pointerCode } from "./pointer.ts";
import { localName, type SchemaChecks, type Site } from "./site.ts";
import { when } from "./statement.ts";

/** A call of the function of a named schema; in a form, where that knows nothing of files, its checks themselves. */
export function referenceChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  if (site.isForm && holdsFiles(schema, site)) return checks(targetOf(site.module.plan.model, schema) ?? true, site);
  const check = checkerName(schema, site, "demanded");
  if (check === undefined || isEmpty(check)) return [];
  const call = code`${check}(${site.value}, problems);`;
  if (site.pointer.length === 0) return [call];
  const before = ident(localName(site, "before"));
  const move = code`${site.module.helper("problems", "within")}(problems, ${before}, ${pointerCode(site.pointer)});`;
  return [code`const ${before} = problems.length;`, call, when(code`problems.length > ${before}`, [move])];
}

/** The body itself, or a part that is a file. */
export function holdsFiles(schema: SchemaObject, site: Site): boolean {
  if (schema.ref === undefined) return false;
  return site.pointer.length <= 1 || isBinary(targetOf(site.module.plan.model, schema));
}

/**
 * The function that checks a reference. A parent that lists its children as alternatives and is their `allOf` as well
 * would check itself for ever: the way back to it takes the variant without alternatives.
 */
export function checkerName(schema: SchemaObject, site: Site, role: "demanded" | "alternative"): Fragment | undefined {
  const { ref } = schema;
  const names = ref === undefined ? undefined : site.module.plan.schemas.get(ref);
  if (ref === undefined || names === undefined) return undefined;
  const isBack =
    site.pointer.length === 0 && site.owner !== undefined && closesCircle(site.module.plan.model, ref, site.owner);
  if (!isBack) return site.module.named(names.check);
  if (site.isBase) return role === "demanded" ? undefined : site.module.named(`${names.check}Base`);
  const leadsOn =
    role === "alternative" &&
    ref !== site.owner &&
    !cyclesByAlternatives(site.module.plan.model, ref, site.owner ?? "");
  return site.module.named(leadsOn ? names.check : `${names.check}Base`);
}

/** True when a schema needs the variant without alternatives: it lies on a circle of in-place references. */
export function needsBase(model: ApiModel, key: string): boolean {
  return inPlaceTargets(model.schemas.get(key)?.schema ?? true).some((target) => closesCircle(model, target, key));
}

function inPlaceTargets(root: Schema): readonly string[] {
  if (typeof root === "boolean") return [];
  const inner = [...(root.allOf ?? []), ...(root.anyOf ?? []), ...(root.oneOf ?? [])].flatMap(inPlaceTargets);
  return root.ref === undefined ? inner : [root.ref, ...inner];
}

/** A circle made of alternatives alone: no variant breaks it but the base one. */
function cyclesByAlternatives(model: ApiModel, from: string, owner: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const schema = model.schemas.get(key)?.schema ?? true;
    const branches = typeof schema === "boolean" ? [] : [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    for (const target of branches.flatMap(inPlaceTargets)) {
      if (target === owner) return true;
      if (!seen.has(target)) open.push(target);
      seen.add(target);
    }
  }
  return false;
}
