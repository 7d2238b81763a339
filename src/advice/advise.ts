import { type Catalog, lookupOf, type SecurityFacts, type ServerFacts } from "../catalog/index.ts";
import { type Finding, groupBy, type Severity } from "../kit/index.ts";
import { takenNames } from "./index-name.ts";
import { keepingOf } from "./keeping.ts";
import { rules } from "./rules.ts";
import type { Rule, Situation } from "./situation.ts";
import { type ExaminedWorkload, NO_WORKLOAD } from "./statements/index.ts";

/** Severities by rule, where they are to differ; `off` silences one. */
export type RuleSettings = ReadonlyMap<string, Severity | "off">;

export interface AdviceOptions {
  /** Default: nothing was seen. */
  readonly workload?: ExaminedWorkload;
  /** False for a schema read from files. Default true. */
  readonly hasData?: boolean;
  /** Default: no running server was looked at. */
  readonly server?: ServerFacts | null;
  /** Default: no policies, routines, views. */
  readonly security?: SecurityFacts;
  /** Default: each rule as it is; those that are optional are left out. */
  readonly settings?: RuleSettings;
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];
const NO_SECURITY: SecurityFacts = { policies: [], definers: [], views: [], extensions: [] };

/**
 * Everything that the rules find, rule by rule, the gravest first. Pure: the same catalogue and workload give the same
 * findings in the same order.
 *
 * @example
 * advise(await readCatalog(session)).map(({ code }) => code); // ["fk-unindexed", "index-duplicate"]
 */
export function advise(catalog: Catalog, options: AdviceOptions = {}): readonly Finding[] {
  const settings = options.settings ?? new Map<string, Severity | "off">();
  const situation = situationOf(catalog, options);
  const found = rules.filter((rule) => isOn(rule, settings)).flatMap((rule) => rule.find(situation));
  const byCode = groupBy(
    found.map((finding) => withSeverity(finding, settings)),
    ({ code }) => code,
  );
  return [...byCode.values()].flatMap((findings) => findings.toSorted(gravestFirst));
}

function situationOf(catalog: Catalog, options: AdviceOptions): Situation {
  return {
    catalog,
    lookup: lookupOf(catalog),
    taken: takenNames(catalog),
    keeping: keepingOf(catalog),
    workload: options.workload ?? NO_WORKLOAD,
    hasData: options.hasData ?? true,
    server: options.server ?? null,
    security: options.security ?? NO_SECURITY,
  };
}

function isOn({ code, optional }: Rule, settings: RuleSettings): boolean {
  const setting = settings.get(code);
  return setting === undefined ? optional !== true : setting !== "off";
}

function withSeverity(finding: Finding, settings: RuleSettings): Finding {
  const severity = settings.get(finding.code);
  return severity === undefined || severity === "off" ? finding : { ...finding, severity };
}

function gravestFirst(a: Finding, b: Finding): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || costOf(b) - costOf(a);
}

const costOf = ({ evidence }: Finding): number => {
  const [mean, calls] = [evidence["averageQueryMs"], evidence["queryCalls"]];
  return typeof mean === "number" && typeof calls === "number" ? mean * calls : 0;
};
