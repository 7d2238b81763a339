import { isDefined } from "../../kit/index.ts";
import type { LoadFinding } from "../result/index.ts";
import type { Figures, Part } from "./part.ts";
import type { Merged, MergedFigures } from "./result/index.ts";
import { mergeQuantile, type Spread } from "./spread.ts";

const PERCENTS = [50, 75, 90, 95, 99, 99.9] as const;

/** The parts as one report. `expected`: how many there should be; what the parts say of it counts where nobody does. */
export function mergedReport(given: readonly Part[], expected: number | undefined): Merged {
  const parts = given.filter(
    ({ run }, index) => run === undefined || given.findIndex((one) => one.run === run) === index,
  );
  const wanted = expected ?? largest(parts.map(({ instances }) => instances).filter(isDefined));
  const missing = Math.max(0, (wanted ?? 0) - parts.length);
  const total = figuresOf(parts.map((part) => ({ ...part.total, durationMs: part.durationMs })));
  const scripts = new Set(parts.map(({ script }) => script).filter(isDefined));
  return {
    schema: "backwright.load-merged/1",
    script: scripts.size === 1 ? ([...scripts][0] ?? null) : null,
    parts: parts.map(({ name, form, durationMs, total: { requests, spread } }) => ({
      name,
      form,
      requests,
      durationMs,
      p99Ms: spread === undefined ? null : rounded(mergeQuantile([spread], 0.99).valueMs),
    })),
    expected: wanted ?? null,
    missing,
    elapsedMs: largest(parts.map(({ durationMs }) => durationMs).filter((value) => value !== null)) ?? null,
    ...total,
    classes: classesOf(parts),
    routes: routesOf(parts),
    checks: checksOf(parts),
    thresholds: [],
    findings: findingsOf(parts, { given: given.length, wanted, missing, total, scripts: scripts.size }),
  };
}

const largest = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : Math.max(...values);

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(6)));

/** Null as soon as one part does not know: a sum of some would look like a sum of all. */
function sum(values: readonly (number | null)[]): number | null {
  let all = 0;
  for (const value of values) {
    if (value === null) return null;
    all += value;
  }
  return values.length === 0 ? null : all;
}

type Timed = Figures & { readonly durationMs: number | null };

function figuresOf(parts: readonly Timed[]): MergedFigures {
  const requests = sum(parts.map((part) => part.requests));
  const failed = sum(parts.map((part) => part.failed));
  const rates = parts.map(({ requests: own, durationMs }) =>
    own === null || durationMs === null || durationMs <= 0 ? null : (own * 1_000) / durationMs,
  );
  return {
    requests,
    failed,
    failedPercent: requests === null || failed === null || requests === 0 ? null : rounded((failed * 100) / requests),
    perSecond: rounded(sum(rates)),
    latency: latencyOf(parts),
  };
}

/** Null when a part that sent something has no distribution. */
function latencyOf(parts: readonly Timed[]): MergedFigures["latency"] {
  const busy = parts.filter(({ requests }) => requests !== 0);
  const spreads = busy.map(({ spread }) => spread).filter(isDefined);
  if (spreads.length === 0 || spreads.length < busy.length) return null;
  const count = spreads.reduce((all, spread) => all + spread.count, 0);
  const means = sum(spreads.map(({ meanMs, count: own }) => (meanMs === null ? null : meanMs * own)));
  return {
    count,
    minMs: rounded(endOf(spreads, 0)),
    meanMs: means === null ? null : rounded(means / count),
    maxMs: rounded(endOf(spreads, 1)),
    quantiles: PERCENTS.map((percent) => {
      const { valueMs, lowMs, highMs } = mergeQuantile(spreads, percent / 100);
      return { percent, valueMs: rounded(valueMs), lowMs: rounded(lowMs), highMs: rounded(highMs) };
    }),
  };
}

function endOf(spreads: readonly Spread[], share: 0 | 1): number | null {
  const ends = spreads.map(({ shares, values }) => values[shares.indexOf(share)]);
  if (ends.includes(undefined)) return null;
  return share === 0 ? Math.min(...ends.filter(isDefined)) : Math.max(...ends.filter(isDefined));
}

function routesOf(parts: readonly Part[]): Merged["routes"] {
  const names = [...new Set(parts.flatMap(({ routes }) => routes.map(({ name }) => name)))];
  return names.map((name) => Object.assign({ name }, figuresOf(parts.flatMap((part) => timedRoute(part, name)))));
}

function timedRoute({ routes, durationMs }: Part, wanted: string): readonly Timed[] {
  const route = routes.find(({ name }) => name === wanted);
  return route === undefined ? [] : [{ ...route, durationMs }];
}

function checksOf(parts: readonly Part[]): Merged["checks"] {
  const rows = new Map<string, { name: string; passed: number; failed: number }>();
  for (const { name, passed, failed } of parts.flatMap(({ checks }) => checks)) {
    const row = rows.get(name) ?? { name, passed: 0, failed: 0 };
    rows.set(name, { name, passed: row.passed + passed, failed: row.failed + failed });
  }
  return [...rows.values()];
}

function classesOf(parts: readonly Part[]): Merged["classes"] {
  const known = parts.map(({ classes }) => classes);
  if (known.includes(undefined)) return null;
  const names = [...new Set(known.filter(isDefined).flatMap((classes) => Object.keys(classes)))].sort();
  return names.map((name) => ({ class: name, count: known.reduce((all, classes) => all + (classes?.[name] ?? 0), 0) }));
}

interface Facts {
  readonly given: number;
  readonly wanted: number | undefined;
  readonly missing: number;
  readonly total: MergedFigures;
  readonly scripts: number;
}

function findingsOf(parts: readonly Part[], { given, wanted, missing, total, scripts }: Facts): readonly LoadFinding[] {
  const unknown = (total.latency?.quantiles ?? [])
    .filter(({ valueMs }) => valueMs === null)
    .map(({ percent }) => percent);
  const doubled = given - parts.length;
  const durations = parts.map(({ durationMs }) => durationMs).filter((value) => value !== null);
  const [shortest, longest] = [Math.min(...durations), Math.max(...durations)];
  const subject = { kind: "run", name: "parts" } as const;
  return [
    ...when(missing > 0, {
      code: "merge-part-missing",
      severity: "error",
      subject,
      evidence: { missing, wanted: wanted ?? 0 },
    }),
    ...when(scripts > 1, { code: "merge-scripts-differ", severity: "warning", subject, evidence: { scripts } }),
    ...when(unknown.length > 0, {
      code: "merge-percentile-unknown",
      severity: "warning",
      subject,
      evidence: { percents: unknown },
    }),
    ...when(total.latency === null, { code: "merge-no-distribution", severity: "warning", subject, evidence: {} }),
    ...when(doubled > 0, { code: "merge-part-doubled", severity: "info", subject, evidence: { doubled } }),
    ...when(durations.length > 1 && longest > shortest * 1.1 + 1_000, {
      code: "merge-times-differ",
      severity: "warning",
      subject,
      evidence: { shortestMs: Math.round(shortest), longestMs: Math.round(longest) },
    }),
  ];
}

const when = (holds: boolean, finding: LoadFinding): readonly LoadFinding[] => (holds ? [finding] : []);
