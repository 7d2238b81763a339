import { isRecord } from "../../kit/index.ts";
import type { Figures, Part, PartPlace } from "./part.ts";
import type { Spread } from "./spread.ts";

type Values = Readonly<Record<string, unknown>>;

const recordAt = (value: Values | undefined, name: string): Values | undefined => {
  const found = value?.[name];
  return isRecord(found) ? found : undefined;
};

const numberAt = (value: Values | undefined, name: string): number | null => {
  const found = value?.[name];
  return typeof found === "number" && Number.isFinite(found) ? found : null;
};

/** A report of `backwright load --json`; undefined when its figures are not where they belong. */
export function ownPart(report: Values, place: PartPlace): Part | undefined {
  const total = figuresOf(report, curveOf(report));
  if (total.requests === null) return undefined;
  return {
    ...place,
    form: "backwright.load",
    run: undefined,
    script: undefined,
    instances: undefined,
    durationMs: numberAt(report, "elapsedMs"),
    total,
    routes: rowsAt(report, "routes").flatMap((route) =>
      typeof route["name"] === "string" ? [{ name: route["name"], ...figuresOf(route, undefined) }] : [],
    ),
    checks: rowsAt(report, "checks").flatMap((check) => checkOf(check)),
    classes: classesOf(report),
  };
}

const rowsAt = (report: Values, name: string): readonly Values[] => {
  const rows = report[name];
  return Array.isArray(rows) ? rows.filter(isRecord) : [];
};

function checkOf({ route, name, passed, failed }: Values): Part["checks"] {
  if (typeof name !== "string" || typeof passed !== "number" || typeof failed !== "number") return [];
  return [{ name: typeof route === "string" ? `${route}: ${name}` : name, passed, failed }];
}

function classesOf(report: Values): Readonly<Record<string, number>> {
  const made: Record<string, number> = {};
  for (const { status, count } of rowsAt(report, "statuses")) {
    if (typeof status !== "number" || typeof count !== "number") continue;
    const name = `${Math.floor(status / 100)}xx`;
    made[name] = (made[name] ?? 0) + count;
  }
  return made;
}

/** The distribution that the report draws; it has hundreds of points. */
function curveOf(report: Values): readonly (readonly [number, number])[] | undefined {
  const curve = recordAt(report, "distribution");
  const [shares, values] = [curve?.["quantiles"], curve?.["latencyMs"]];
  if (!Array.isArray(shares) || !Array.isArray(values) || shares.length !== values.length) return undefined;
  return shares.map((share: unknown, index) => [Number(share), Number(values[index])] as const);
}

const NAMED = [
  [0, "minMs"],
  [0.5, "p50Ms"],
  [0.75, "p75Ms"],
  [0.9, "p90Ms"],
  [0.95, "p95Ms"],
  [0.99, "p99Ms"],
  [0.999, "p999Ms"],
  [1, "maxMs"],
] as const;

function figuresOf(report: Values, curve: readonly (readonly [number, number])[] | undefined): Figures {
  const counts = recordAt(report, "requests");
  const all = recordAt(recordAt(report, "latency"), "all");
  return { requests: numberAt(counts, "total"), failed: numberAt(counts, "failed"), spread: spreadOf(all, curve) };
}

function spreadOf(all: Values | undefined, curve: readonly (readonly [number, number])[] = []): Spread | undefined {
  const count = numberAt(all, "count");
  if (count === null || count <= 0) return undefined;
  const known = new Map(curve.filter(([share, value]) => share > 0 && share < 1 && Number.isFinite(value)));
  for (const [share, key] of NAMED) {
    const value = numberAt(all, key);
    if (value !== null) known.set(share, value);
  }
  const rows = [...known].sort(([a], [b]) => a - b);
  let highest = 0;
  return {
    count,
    meanMs: numberAt(all, "meanMs"),
    shares: rows.map(([share]) => share),
    values: rows.map(([, value]) => (highest = Math.max(highest, value))),
  };
}
