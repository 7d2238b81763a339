import type { JsonValue } from "../../../kit/index.ts";
import type { ThresholdWish } from "../../thresholds/index.ts";
import type { Story } from "../story.ts";

/** Metrics that a summary holds only when a threshold names them; these always hold. */
const ALWAYS: readonly (readonly [metric: string, expression: string])[] = [
  ["http_req_duration", "max>=0"],
  ["http_reqs", "count>=0"],
  ["backwright_failed", "rate>=0"],
];
const CLASSES = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"] as const;

const EXPRESSIONS: Readonly<Record<string, readonly [metric: string, figure: string]>> = {
  p50: ["http_req_duration", "p(50)"],
  p75: ["http_req_duration", "p(75)"],
  p90: ["http_req_duration", "p(90)"],
  p95: ["http_req_duration", "p(95)"],
  p99: ["http_req_duration", "p(99)"],
  "p99.9": ["http_req_duration", "p(99.9)"],
  mean: ["http_req_duration", "avg"],
  min: ["http_req_duration", "min"],
  max: ["http_req_duration", "max"],
  errors: ["backwright_failed", "rate"],
  rate: ["http_reqs", "rate"],
  checks: ["checks", "rate"],
};

/** A promise as k6 writes it: the metric with its tags, and the expression; undefined: k6 has no such figure. */
export function thresholdOf(
  { metric, operator, limit, unit, step }: ThresholdWish,
  steps: Story["steps"],
): readonly [metric: string, expression: string] | undefined {
  const [name, figure] = EXPRESSIONS[metric.name] ?? [];
  if (name === undefined || figure === undefined || unit === "count") return undefined;
  const tag = steps.find((one) => one.name === step)?.tag;
  const value = unit === "percent" ? Number((limit / 100).toPrecision(12)) : limit;
  return [`${name}{${tag === undefined ? "phase:load" : `step:${tag}`}}`, `${figure}${operator}${value}`];
}

/** The thresholds of a script: what was promised, and what makes k6 count apart what `load import` reads. */
export function thresholdsOf({ thresholds, steps, plan }: Story): Readonly<Record<string, JsonValue>> {
  const made = new Map<string, JsonValue[]>();
  const add = (metric: string, expression: JsonValue): void => {
    const known = made.get(metric);
    if (known === undefined) made.set(metric, [expression]);
    else if (!known.includes(expression)) known.push(expression);
  };
  for (const wish of thresholds) {
    const threshold = thresholdOf(wish, steps);
    if (threshold !== undefined) add(...threshold);
  }
  if (plan.abortAbovePercent !== undefined)
    add("backwright_failed{phase:load}", {
      threshold: `rate<=${plan.abortAbovePercent / 100}`,
      abortOnFail: true,
      delayAbortEval: "10s",
    });
  const always = (metric: string, expression: string): void => {
    if (!made.has(metric)) add(metric, expression);
  };
  for (const [metric, expression] of ALWAYS) {
    always(`${metric}{phase:load}`, expression);
    for (const { tag } of steps) always(`${metric}{step:${tag}}`, expression);
  }
  for (const status of CLASSES) always(`backwright_status_${status}{phase:load}`, "count>=0");
  return Object.fromEntries(made);
}
