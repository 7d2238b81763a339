import { groupBy } from "../../kit/index.ts";
import type { OperationPlan } from "../plan/index.ts";
import { routePath } from "./path.ts";

/** The methods of one path: what `Allow` says. */
export interface AllowedMethods {
  readonly plans: readonly OperationPlan[];
  readonly methods: readonly string[];
}

/** The methods of every path, in the order in which the paths are tried. HEAD comes with GET, OPTIONS is always answered. */
export function allowedMethods(ordered: readonly OperationPlan[]): readonly AllowedMethods[] {
  const usable = ordered.filter(({ operation }) => !routePath(operation).isAmbiguous);
  return [...groupBy(usable, ({ operation }) => routePath(operation).shape).values()].map((plans) => ({
    plans,
    methods: allowed(plans.map(({ operation }) => operation.method)),
  }));
}

function allowed(methods: readonly string[]): readonly string[] {
  const all = new Set([...methods, "OPTIONS"]);
  if (all.has("GET")) all.add("HEAD");
  return [...all].sort();
}
