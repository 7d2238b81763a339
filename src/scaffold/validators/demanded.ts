import type { Schema } from "../../openapi/index.ts";
import { arrayOf, literal, type Fragment } from "../../typescript/index.ts";
import { isFlagged, propertyOf, targetOf, type Plan } from "../plan/index.ts";
import type { Site } from "./site.ts";

/**
 * A property of each alternative that only this one demands: an object without it need not be tried against the alternative.
 * Undefined where no alternative has one.
 */
export function demandedNames(branches: readonly Schema[], { module, isForm }: Site): Fragment | undefined {
  const demanded = branches.map((branch) => (isForm ? [] : demandedBy(module.plan, branch)));
  const own = demanded.map((names, at) =>
    names.find((name) => demanded.every((others, other) => other === at || !others.includes(name))),
  );
  if (own.every((name) => name === undefined)) return undefined;
  return module.constant("DEMANDED", arrayOf(own.map((name) => literal(name ?? null))));
}

/** What is read-only is not demanded of a request. */
function demandedBy({ model }: Plan, branch: Schema): readonly string[] {
  const target = targetOf(model, branch);
  if (typeof target !== "object" || target.required === undefined) return [];
  return target.required.filter((name) => {
    const property = propertyOf(model, target, name);
    return property === undefined || !isFlagged(model, property, "readOnly");
  });
}
