import type { LoadReport, RouteReport, Threshold } from "../result/index.ts";

export type Unit = Threshold["unit"];
type Figures = Pick<LoadReport, "latency" | "requests" | "checks" | "schedule">;

export interface Metric {
  readonly name: string;
  /** The unit that a limit without one has; the first of those that it may have. */
  readonly units: readonly Unit[];
  readonly actual: (facts: Figures, unit: Unit) => number | null;
}

type LatencyKey = "p50Ms" | "p75Ms" | "p90Ms" | "p95Ms" | "p99Ms" | "p999Ms" | "meanMs" | "minMs" | "maxMs";

/** The worse of both: failures that are quick must not flatter the figure, and slow ones must not be left out of it. */
export function judgedLatency({ latency }: Pick<RouteReport, "latency">, key: LatencyKey): number | null {
  if (latency.successful === null) return null;
  return Math.max(latency.successful[key], latency.all?.[key] ?? 0);
}

const latency = (name: string, key: LatencyKey): Metric => ({
  name,
  units: ["ms"],
  actual: (facts) => judgedLatency(facts, key),
});

const share = (count: number, total: number, unit: Unit): number | null => {
  if (unit === "count") return count;
  return total === 0 ? null : (count * 100) / total;
};

/** Everything that a promise may be about. */
export const METRICS: readonly Metric[] = [
  latency("p50", "p50Ms"),
  latency("p75", "p75Ms"),
  latency("p90", "p90Ms"),
  latency("p95", "p95Ms"),
  latency("p99", "p99Ms"),
  latency("p99.9", "p999Ms"),
  latency("mean", "meanMs"),
  latency("min", "minMs"),
  latency("max", "maxMs"),
  {
    name: "errors",
    units: ["percent", "count"],
    // A request that nobody answered is no success either.
    actual: ({ requests: { failed, unfinished, total } }, unit) => share(failed + unfinished, total, unit),
  },
  { name: "rate", units: ["per-second"], actual: ({ requests }) => requests.perSecond },
  {
    name: "checks",
    units: ["percent", "count"],
    actual: ({ checks }, unit) => {
      const passed = checks.reduce((sum, check) => sum + check.passed, 0);
      return share(
        passed,
        checks.reduce((sum, check) => sum + check.failed, passed),
        unit,
      );
    },
  },
  {
    name: "unsent",
    units: ["percent", "count"],
    actual: ({ schedule }, unit) => (schedule === null ? null : share(schedule.unsent, schedule.due, unit)),
  },
];
