import type { JsonValue } from "../../kit/index.ts";
import type { SchemaObject } from "../../openapi/index.ts";
import { code, literal, type Fragment } from "../../typescript/index.ts";
import { dispatchOf, type Dispatch } from "./dispatch.ts";
import { alternative } from "./hoist.ts";
import { readProperty } from "./module.ts";
import { below, pointerCode } from "./pointer.ts";
import { failure, failureAt, type SchemaChecks, type Site } from "./site.ts";
import { either } from "./statement.ts";

/** A switch over the property that tells the alternatives apart; undefined when none does. */
export function discriminatorChecks(schema: SchemaObject, site: Site, work: Work): readonly Fragment[] | undefined {
  const dispatch = site.isForm ? undefined : dispatchOf(site.module.plan.model, schema);
  if (dispatch === undefined) return undefined;
  const isNoObject = code`!${site.module.helper("checks", "isObject")}(${site.value})`;
  return [either(isNoObject, [failure(site, "must be an object")], [switchOf(dispatch, site, work)])];
}

interface Work {
  readonly checks: SchemaChecks;
  /** The full union, for values that the property does not tell apart. */
  readonly otherwise: () => readonly Fragment[];
}

function switchOf({ property, cases, isComplete }: Dispatch, site: Site, { checks, otherwise }: Work): Fragment {
  const values = cases.flatMap((one) => one.values).map((value) => JSON.stringify(value));
  const unknown = failureAt(site, below(site.pointer, property), `must be one of ${values.join(", ")}`);
  return code`
    switch (${readProperty(site.module, site.value, property)}) {
      ${cases.map(({ values, branch }) => caseOf(values, callOf(alternative(branch, site, checks), site)))}
      default:
        ${isComplete ? [unknown] : otherwise()}
    }
  `;
}

function caseOf(values: readonly JsonValue[], call: Fragment): Fragment {
  return code`
    ${values.map((value) => code`case ${literal(value)}:`)}
      ${call}
      break;
  `;
}

function callOf(check: Fragment, site: Site): Fragment {
  if (site.pointer.length === 0) return code`${check}(${site.value}, problems);`;
  return code`${site.module.helper("unions", "checkWithin")}(${check}, ${site.value}, problems, ${pointerCode(site.pointer)});`;
}
