import { errors } from "../../kit/index.ts";
import type { Threshold } from "../result/index.ts";
import { METRICS, type Metric, type Unit } from "./metrics.ts";

const OPERATORS = ["<=", ">=", "<", ">"] as const;
export type Operator = (typeof OPERATORS)[number];

/** A promise about a load, read and checked. */
export interface ThresholdWish {
  readonly metric: Metric;
  readonly operator: Operator;
  readonly limit: number;
  readonly unit: Unit;
  /** The request that it is about; undefined for all of them. */
  readonly step: string | undefined;
  readonly source: Threshold["source"];
}

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["p999", "p99.9"],
  ["avg", "mean"],
  ["average", "mean"],
  ["failed", "errors"],
  ["error-rate", "errors"],
  ["rps", "rate"],
  ["throughput", "rate"],
]);
const SUFFIXES: ReadonlyMap<string, readonly [unit: Unit, factor: number]> = new Map([
  ["us", ["ms", 0.001]],
  ["µs", ["ms", 0.001]],
  ["ms", ["ms", 1]],
  ["s", ["ms", 1_000]],
  ["%", ["percent", 1]],
  ["/s", ["per-second", 1]],
  ["rps", ["per-second", 1]],
]);
const EXPRESSION =
  /^(?:(?<step>.*\S)\s*:\s+)?(?<name>[a-z][a-z\d.-]*)\s*(?<operator><=|>=|<|>)\s*(?<value>\d+(?:\.\d+)?)\s*(?<suffix>us|µs|ms|s|%|\/s|rps)?$/iu;

/**
 * Reads a promise: a metric, how it is compared, a limit with its unit, and in front of a colon the request that it is
 * about. Latencies are milliseconds, errors and checks percent (plain numbers too: `errors < 1` is 1 %; `errors < 1 count`
 * is not needed: write `errors <= 0%`), rates requests a second.
 *
 * Error: `load-bad-threshold`.
 * @example
 * parseThreshold("GET /users: p99 < 200ms", "file").limit; // 200
 */
export function parseThreshold(text: string, source: Threshold["source"]): ThresholdWish {
  const { step, name = "", operator: sign, value, suffix } = EXPRESSION.exec(text.trim())?.groups ?? {};
  const operator = OPERATORS.find((one) => one === sign);
  if (operator === undefined) throw bad(text, "it is no comparison of a figure with a limit");
  const metric = metricOf(name.toLowerCase());
  if (metric === undefined) throw bad(text, `there is no figure ${name}`);
  const [unit, factor] = unitOf(metric, suffix?.toLowerCase());
  if (!metric.units.includes(unit)) throw bad(text, `${metric.name} is not measured in ${suffix ?? unit}`);
  return { metric, operator, limit: rounded(Number(value) * factor), unit, step, source };
}

const metricOf = (name: string): Metric | undefined =>
  METRICS.find((metric) => metric.name === (OTHER_NAMES.get(name) ?? name));

const unitOf = ({ units }: Metric, suffix: string | undefined): readonly [Unit, number] =>
  SUFFIXES.get(suffix ?? "") ?? [units[0] ?? "ms", 1];

const bad = (text: string, reason: string): Error =>
  errors.load.badThreshold({ text, reason, known: METRICS.map(({ name }) => name) });

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

const UNIT_TEXT: Readonly<Record<Unit, string>> = {
  ms: "ms",
  percent: "%",
  "per-second": "/s",
  status: "",
  count: "",
};

/** A promise as it is printed. @example "GET /users: p99 < 200ms" */
export function thresholdText({ metric, operator, limit, unit, step }: ThresholdWish): string {
  return `${step === undefined ? "" : `${step}: `}${metric.name} ${operator} ${limit}${UNIT_TEXT[unit]}`;
}
