import type { LoadFinding } from "../result/index.ts";
import { bottlenecksOf } from "./bottleneck.ts";
import type { CapacityReport } from "./result/index.ts";

type Facts = Omit<CapacityReport, "findings">;
type Rule = (facts: Facts) => readonly Omit<LoadFinding, "subject">[];

const WIDE = 0.2;

const answer: Rule = ({ capacity, confirmation, trials, settings }) => {
  const { kind, perSecond, lowPerSecond, highPerSecond, limitedBy } = capacity;
  const objectives = settings.objectives.map(({ objective }) => objective);
  if (kind === "knee") {
    const evidence = { perSecond, lowPerSecond, highPerSecond, confirmed: confirmation?.verdict ?? null, objectives };
    return [{ code: "capacity-knee", severity: "info", evidence }];
  }
  if (kind === "at-least")
    return [{ code: "capacity-at-least", severity: "warning", evidence: { perSecond, limitedBy, objectives } }];
  const lowest = Math.min(...trials.map((trial) => trial.perSecond));
  if (kind === "none")
    return [{ code: "capacity-none", severity: "error", evidence: { lowestPerSecond: lowest, objectives } }];
  return [{ code: "capacity-unknown", severity: "error", evidence: { limitedBy, trials: trials.length } }];
};

const headroom: Rule = (facts) => {
  if (facts.headroom === null) return [];
  const { targetPerSecond, ratio, lowRatio, verdict } = facts.headroom;
  const severity = verdict === "carried" ? "info" : verdict === "unclear" ? "warning" : "error";
  return [{ code: `capacity-target-${verdict}`, severity, evidence: { targetPerSecond, ratio, lowRatio } }];
};

const notHeld: Rule = ({ confirmation, capacity }) => {
  if (confirmation === null) {
    const isMissing = capacity.kind === "knee" || capacity.kind === "at-least";
    return isMissing ? [{ code: "capacity-unconfirmed", severity: "warning", evidence: {} }] : [];
  }
  const { verdict, perSecond, durationMs, objectives } = confirmation;
  if (verdict === "passed") return [];
  const brokenPercent = Math.max(...objectives.map((objective) => objective.brokenPercent));
  const code = verdict === "failed" ? "capacity-not-held" : "capacity-barely-held";
  return [{ code, severity: "warning", evidence: { perSecond, durationMs, brokenPercent } }];
};

const wide: Rule = ({ capacity: { perSecond, lowPerSecond, highPerSecond }, settings }) => {
  if (perSecond === null || lowPerSecond === null || highPerSecond === null) return [];
  const share = (highPerSecond - lowPerSecond) / perSecond;
  if (share <= WIDE) return [];
  const evidence = { widthPercent: Math.round(share * 100), budgetMs: settings.budgetMs };
  return [{ code: "capacity-wide-interval", severity: "warning", evidence }];
};

const starved: Rule = ({ trials }) => {
  const invalid = trials.filter(({ verdict }) => verdict === "invalid").length;
  if (invalid === 0) return [];
  return [{ code: "capacity-starved-trials", severity: "warning", evidence: { invalid, trials: trials.length } }];
};

const little: Rule = ({ curve }) => {
  const off = curve?.points.filter(({ littleHolds }) => !littleHolds) ?? [];
  const worst = off.toSorted((a, b) => b.users - a.users)[0];
  if (worst === undefined) return [];
  const { users, littleUsers } = worst;
  return [{ code: "capacity-little-law", severity: "warning", evidence: { users, littleUsers, points: off.length } }];
};

const RULES: readonly Rule[] = [answer, headroom, bottlenecksOf, notHeld, wide, starved, little];

/** What follows from a capacity search: the answer, where it comes from, what qualifies it. */
export function findingsOf(facts: Facts): readonly LoadFinding[] {
  const subject = { kind: "target", name: facts.target.url };
  return RULES.flatMap((rule) => rule(facts)).map(({ code, severity, evidence }) => ({
    code,
    severity,
    subject,
    evidence: Object.assign(evidence, { unit: facts.settings.unit }),
  }));
}
