import { type Catalog, lookupOf } from "../catalog/index.ts";
import { type Finding, groupBy, type Severity } from "../kit/index.ts";
import { takenNames } from "./index-name.ts";
import { rules } from "./rules.ts";
import type { Situation } from "./situation.ts";
import { type ExaminedWorkload, NO_WORKLOAD } from "./statements/index.ts";

export interface AdviceOptions {
  /** Default: nothing was seen. */
  readonly workload?: ExaminedWorkload;
  /** False for a schema read from files. Default true. */
  readonly hasData?: boolean;
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/**
 * Everything that the rules find, rule by rule, the gravest first. Pure: the same catalogue and workload give the same
 * findings in the same order.
 *
 * @example
 * advise(await readCatalog(session)).map(({ code }) => code); // ["fk-unindexed", "index-duplicate"]
 */
export function advise(catalog: Catalog, options: AdviceOptions = {}): readonly Finding[] {
  const situation: Situation = {
    catalog,
    lookup: lookupOf(catalog),
    taken: takenNames(catalog),
    workload: options.workload ?? NO_WORKLOAD,
    hasData: options.hasData ?? true,
  };
  const byCode = groupBy(
    rules.flatMap((rule) => rule.find(situation)),
    ({ code }) => code,
  );
  return [...byCode.values()].flatMap((findings) => findings.toSorted(gravestFirst));
}

function gravestFirst(a: Finding, b: Finding): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || costOf(b) - costOf(a);
}

const costOf = ({ evidence }: Finding): number => {
  const [mean, calls] = [evidence["averageQueryMs"], evidence["queryCalls"]];
  return typeof mean === "number" && typeof calls === "number" ? mean * calls : 0;
};
