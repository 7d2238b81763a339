import type { LoadReport, Threshold } from "../result/index.ts";
import { judgedLatency } from "./metrics.ts";
import { thresholdText, type Operator, type ThresholdWish } from "./parse.ts";

type Facts = Pick<
  LoadReport,
  "latency" | "requests" | "settings" | "statuses" | "routes" | "checks" | "schedule" | "rateLimit"
>;

/** What was asked for. */
export interface Promised {
  /** The p99 target, and whether somebody asked for it. */
  readonly targetP99: { readonly ms: number; readonly asked: boolean };
  readonly thresholds?: readonly ThresholdWish[];
  readonly expectRateLimit?: boolean;
}

/** What was promised, and whether it was kept. The default p99 target gives way to any promise about the p99 of all requests. */
export function thresholdsOf(facts: Facts, promised: Promised): readonly Threshold[] {
  const { targetP99, thresholds = [], expectRateLimit = false } = promised;
  const { expectStatus } = facts.settings;
  const isReplaced = thresholds.some(({ metric, step }) => metric.name === "p99" && step === undefined);
  return [
    ...(expectStatus === null ? [] : [expectationOf(facts, expectStatus)]),
    ...(expectRateLimit ? [rateLimitOf(facts)] : []),
    ...(isReplaced && !targetP99.asked ? [] : [p99Of(facts, targetP99)]),
    ...thresholds.map((wish) => judged(facts, wish)),
  ];
}

/** The p99 that is held against a target: with failures counted where they are slower. */
export function judgedP99(facts: Pick<LoadReport, "latency">): number | null {
  return judgedLatency(facts, "p99Ms");
}

function p99Of(facts: Facts, { ms, asked }: Promised["targetP99"]): Threshold {
  const actual = judgedP99(facts);
  return {
    name: "p99",
    expression: `p99 <= ${ms}ms`,
    step: null,
    limit: ms,
    unit: "ms",
    actual,
    asked,
    source: asked ? "flag" : "default",
    met: actual !== null && actual <= ms,
  };
}

function expectationOf({ requests, statuses }: Facts, expected: number): Threshold {
  const others = statuses.filter(({ status }) => status !== expected).toSorted((a, b) => b.count - a.count);
  const met = requests.failed === 0 && requests.successful > 0;
  const actual = met ? expected : (others[0]?.status ?? null);
  return { ...statusPromise("expect-status", expected), actual, met };
}

function rateLimitOf({ rateLimit }: Facts): Threshold {
  const met = (rateLimit?.count ?? 0) > 0;
  return { ...statusPromise("rate-limit", 429), actual: met ? 429 : null, met };
}

const statusPromise = (name: string, limit: number) => ({
  name,
  expression: `${name} ${limit}`,
  step: null,
  limit,
  unit: "status" as const,
  asked: true,
  source: "flag" as const,
});

function judged(facts: Facts, wish: ThresholdWish): Threshold {
  const { metric, operator, limit, unit, step, source } = wish;
  const actual = actualOf(facts, wish);
  const met = actual !== null && HOLDS[operator](actual, limit);
  const name = metric.name === "p99.9" ? "p999" : metric.name;
  return { name, expression: thresholdText(wish), step: step ?? null, limit, unit, actual, asked: true, source, met };
}

/** Null for a request that the run does not know, and where nothing was measured. */
function actualOf(facts: Facts, { metric, unit, step }: ThresholdWish): number | null {
  if (step === undefined) return rounded(metric.actual(facts, unit));
  const route = facts.routes.find(({ name }) => name === step);
  if (route === undefined) return null;
  const checks = facts.checks.filter((check) => check.route === step);
  return rounded(metric.actual({ ...route, checks, schedule: null }, unit));
}

const HOLDS: Readonly<Record<Operator, (actual: number, limit: number) => boolean>> = {
  "<": (actual, limit) => actual < limit,
  "<=": (actual, limit) => actual <= limit,
  ">": (actual, limit) => actual > limit,
  ">=": (actual, limit) => actual >= limit,
};

// Six digits: one failure in a million requests still breaks `errors <= 0%`.
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6);
