import { isRecord } from "../../kit/index.ts";
import type { Part } from "./part.ts";
import type { Spread } from "./spread.ts";

type Values = Readonly<Record<string, unknown>>;

/** Metrics of a k6 summary, whichever shape it has. */
export interface Metrics {
  readonly isMachineReadable: boolean;
  readonly names: readonly string[];
  readonly durationMs: number | null;
  readonly checks: Part["checks"];
  count(name: string): number | null;
  /** How many of a rate's samples were true; null where it is not known. */
  rate(name: string): number | null;
  /** `otherwise`: how many values there are, where the metric does not say. */
  trend(name: string, otherwise: number | null): Spread | undefined;
}

/**
 * Reads `handleSummary`'s data, what `--summary-export` writes, and the machine-readable summary (schema 1.0.0 of k6 2.x).
 * Undefined: it is none of them.
 */
export function k6Metrics(document: Values): Metrics | undefined {
  const { metrics, results } = document;
  if (isRecord(metrics))
    return read(new Map(Object.entries(metrics).map(([name, metric]) => [name, valuesOf(metric)])), document);
  if (!isRecord(results) || !Array.isArray(results["metrics"])) return undefined;
  const rows = results["metrics"].flatMap((metric: unknown) =>
    isRecord(metric) && typeof metric["name"] === "string" ? [[metric["name"], valuesOf(metric)] as const] : [],
  );
  return read(new Map(rows), document);
}

/** `--summary-export` has no `values` between the metric and its figures. */
const valuesOf = (metric: unknown): Values => {
  if (!isRecord(metric)) return {};
  return isRecord(metric["values"]) ? metric["values"] : metric;
};

function read(metrics: ReadonlyMap<string, Values>, document: Values): Metrics {
  const figure = (name: string, ...keys: readonly string[]): number | null => {
    const values = metrics.get(name);
    for (const key of keys) {
      const value = values?.[key];
      if (typeof value === "number" && Number.isFinite(value)) return value;
    }
    return null;
  };
  return {
    isMachineReadable: isRecord(document["results"]),
    names: [...metrics.keys()],
    durationMs: durationOf(document),
    checks: checksOf(document),
    count: (name) => figure(name, "count"),
    rate: (name) => trueOf(figure(name, "passes", "matches"), figure(name, "rate", "value"), figure(name, "total")),
    trend: (name, otherwise) => {
      const values = metrics.get(name);
      return values === undefined ? undefined : spreadOf(values, figure(name, "count") ?? otherwise);
    },
  };
}

function trueOf(passes: number | null, rate: number | null, total: number | null): number | null {
  if (passes !== null) return passes;
  return rate === null || total === null ? null : Math.round(rate * total);
}

function durationOf({ state, config }: Values): number | null {
  const own = isRecord(state) ? state["testRunDurationMs"] : undefined;
  if (typeof own === "number") return own;
  // Seconds in schema 1.0.0 (github.com/grafana/k6 schemas, "summary").
  const seconds = isRecord(config) ? config["duration"] : undefined;
  return typeof seconds === "number" ? seconds * 1_000 : null;
}

/** Shares of `p(99.9)`, `p99.9`, `med`, `min` and `max`. */
function shareOf(key: string): number | undefined {
  if (key === "min") return 0;
  if (key === "med" || key === "median") return 0.5;
  if (key === "max") return 1;
  const percent = /^p\(?(\d{1,3}(?:\.\d+)?)\)?$/.exec(key)?.[1];
  return percent === undefined || Number(percent) > 100 ? undefined : Number(percent) / 100;
}

function spreadOf(values: Values, count: number | null): Spread | undefined {
  const known = new Map<number, number>();
  for (const [key, value] of Object.entries(values)) {
    const share = shareOf(key);
    if (share !== undefined && typeof value === "number" && Number.isFinite(value)) known.set(share, value);
  }
  if (known.size === 0 || count === null || count <= 0) return undefined;
  const rows = [...known].sort(([a], [b]) => a - b);
  let highest = 0;
  const mean = values["avg"];
  return {
    count,
    meanMs: typeof mean === "number" ? mean : null,
    shares: rows.map(([share]) => share),
    // Rounded percentiles may go down by a digit; a distribution does not.
    values: rows.map(([, value]) => (highest = Math.max(highest, value))),
  };
}

function checksOf(document: Values): Part["checks"] {
  const { checks, results, root_group: group } = document;
  if (Array.isArray(checks)) return rowsOf(checks);
  if (isRecord(group)) return rowsOf(groupChecks(group));
  const own = isRecord(results) ? results["checks"] : undefined;
  const listed = isRecord(own) ? (own["results"] ?? own["metrics"]) : own;
  return Array.isArray(listed) ? rowsOf(listed) : [];
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];

function groupChecks(group: Values): readonly unknown[] {
  const inner = listOf(group["groups"]).flatMap((one) => (isRecord(one) ? groupChecks(one) : []));
  return [...listOf(group["checks"]), ...inner];
}

function rowsOf(rows: readonly unknown[]): Part["checks"] {
  return rows.flatMap((row) => {
    if (!isRecord(row)) return [];
    const { name, passes, fails } = row;
    if (typeof name !== "string" || typeof passes !== "number" || typeof fails !== "number") return [];
    return [{ name, passed: passes, failed: fails }];
  });
}
