import { clopperPearson } from "../statistics/index.ts";
import { bracketOf } from "./bracket.ts";
import type { Evidence } from "./evidence.ts";
import { findingsOf } from "./findings.ts";
import { kneeOf } from "./knee.ts";
import { CONFIDENCE, levelsOf, type Level, type Trial } from "./level.ts";
import type { Objective } from "./objective.ts";
import type { BrokenObjective, CapacityCurve, CapacityReport, CapacityTrial } from "./result/index.ts";
import type { Ending, Search } from "./search.ts";

/** What a report needs besides the search. */
export interface CapacityFacts extends Pick<
  CapacityReport,
  "target" | "command" | "environment" | "startedAt" | "elapsedMs" | "interrupted"
> {
  readonly search: Search;
  /** Undefined when the search was interrupted; `server-gone`: it no longer accepted connections. */
  readonly ending: Ending | "server-gone" | undefined;
  readonly curve: CapacityCurve | null;
  readonly targetPerSecond: number | undefined;
  readonly arrivals: "constant" | "poisson";
  readonly connections: number;
  readonly request: string;
  readonly unit: "request" | "iteration";
}

/**
 * Everything that a search says: the capacity with its interval, the confirmation, the headroom, each trial, and what
 * follows.
 *
 * @example
 * const { capacity, headroom } = capacityReport(facts);
 */
export function capacityReport(facts: CapacityFacts): CapacityReport {
  const { search, curve, target, command, environment, startedAt, elapsedMs, interrupted } = facts;
  const levels = levelsOf(search.trials, search.settings.objectives);
  const capacity = capacityOf(levels, facts);
  const report = {
    schema: "backwright.load-capacity/1" as const,
    target,
    command,
    environment,
    startedAt,
    elapsedMs: Math.round(elapsedMs),
    interrupted,
    settings: settingsOf(facts),
    capacity,
    confirmation: confirmationOf(levels, search),
    headroom: headroomOf(capacity, facts.targetPerSecond),
    trials: search.trials.map((trial, index) => trialOf(trial, search.trials.slice(0, index + 1), search)),
    curve,
  };
  return { ...report, findings: findingsOf(report) };
}

function settingsOf(facts: CapacityFacts): CapacityReport["settings"] {
  const { settings } = facts.search;
  return {
    objectives: settings.objectives.map(({ text, allowedShare, limitMs }) => ({
      objective: text,
      allowedPercent: round(allowedShare * 100),
      limitMs: limitMs ?? null,
    })),
    arrivals: facts.arrivals,
    connections: facts.connections,
    tolerancePercent: round(settings.tolerance * 100),
    trialMs: settings.trialMs,
    confirmationMs: settings.confirmationMs,
    budgetMs: settings.budgetMs,
    targetPerSecond: facts.targetPerSecond ?? null,
    request: facts.request,
    unit: facts.unit,
  };
}

function capacityOf(levels: readonly Level[], facts: CapacityFacts): CapacityReport["capacity"] {
  const { passed, failed } = bracketOf(levels);
  const limitedBy = limitOf(facts, passed, failed);
  if (passed === undefined)
    return {
      kind: failed === undefined ? "unknown" : "none",
      perSecond: null,
      lowPerSecond: null,
      highPerSecond: failed?.ratePerSecond ?? null,
      limitedBy,
    };
  const knee = kneeOf(levels, facts.search.settings.objectives);
  return {
    kind: knee === undefined ? "at-least" : "knee",
    perSecond: digits(knee?.ratePerSecond ?? passed.ratePerSecond),
    lowPerSecond: digits(knee?.interval.low ?? passed.ratePerSecond),
    highPerSecond: knee === undefined ? null : digits(knee.interval.high),
    limitedBy,
  };
}

function limitOf(
  { interrupted, ending, search }: CapacityFacts,
  passed: Level | undefined,
  failed: Level | undefined,
): CapacityReport["capacity"]["limitedBy"] {
  if (interrupted || ending === undefined) return "interruption";
  if (ending === "server-gone") return "server-gone";
  const isStarvedAbove = search.trials.some(
    ({ isStarved, ratePerSecond }) => isStarved && ratePerSecond > (passed?.ratePerSecond ?? 0),
  );
  if (failed === undefined && (ending === "starved" || isStarvedAbove)) return "generator";
  if (failed === undefined && (passed?.ratePerSecond ?? 0) >= search.settings.highestPerSecond) return "highest-rate";
  return ending === "out-of-time" || failed === undefined ? "time" : null;
}

function confirmationOf(levels: readonly Level[], { trials, settings }: Search): CapacityReport["confirmation"] {
  const last = trials.findLast(({ purpose, isStarved }) => purpose === "confirmation" && !isStarved);
  const level = levels.find(({ ratePerSecond }) => ratePerSecond === last?.ratePerSecond);
  if (last === undefined || level === undefined) return null;
  return {
    perSecond: last.ratePerSecond,
    durationMs: Math.round(last.durationMs),
    verdict: level.verdict,
    objectives: level.evidence.map((evidence, index) => brokenOf(evidence, settings.objectives[index])),
  };
}

function headroomOf(
  { perSecond, lowPerSecond, highPerSecond }: CapacityReport["capacity"],
  targetPerSecond: number | undefined,
): CapacityReport["headroom"] {
  if (targetPerSecond === undefined || perSecond === null || lowPerSecond === null) return null;
  const isBelow = highPerSecond !== null && highPerSecond < targetPerSecond;
  const isAbove = lowPerSecond >= targetPerSecond;
  return {
    targetPerSecond,
    ratio: round(perSecond / targetPerSecond),
    lowRatio: round(lowPerSecond / targetPerSecond),
    verdict: isAbove ? "carried" : isBelow ? "not-carried" : "unclear",
  };
}

/** A trial with the verdict that its rate had when it ended. */
function trialOf(trial: Trial, until: readonly Trial[], { settings }: Search): CapacityTrial {
  const same = until.filter(({ ratePerSecond }) => ratePerSecond === trial.ratePerSecond);
  const level = levelsOf(same, settings.objectives)[0];
  const { figures } = trial;
  return {
    perSecond: trial.ratePerSecond,
    purpose: trial.purpose,
    durationMs: Math.round(trial.durationMs),
    verdict: trial.isStarved || level === undefined ? "invalid" : level.verdict,
    isGrowing: level?.isGrowing ?? false,
    objectives: (level?.evidence ?? []).map((evidence, index) => brokenOf(evidence, settings.objectives[index])),
    requests: figures?.requests ?? 0,
    failed: figures?.failed ?? 0,
    lost: figures?.lost ?? 0,
    p50Ms: figures?.p50Ms ?? null,
    p99Ms: figures?.p99Ms ?? null,
    errors: figures?.errors ?? [],
    generatorBusyPercent: Math.round((figures?.generatorBusy ?? 0) * 100),
  };
}

function brokenOf({ share, broken, requests }: Evidence, objective: Objective | undefined): BrokenObjective {
  const { low, high } = requests === 0 ? { low: 0, high: 1 } : clopperPearson(broken, requests, CONFIDENCE);
  return {
    objective: objective?.text ?? "",
    brokenPercent: round(share * 100),
    lowPercent: round(low * 100),
    highPercent: round(high * 100),
    effectiveRequests: Math.round(requests),
  };
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

const digits = (rate: number): number => Number(rate.toPrecision(4));
