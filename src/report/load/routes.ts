import { formatCount, formatDecimal, safeText, textTable } from "../../kit/index.ts";
import type { RouteReport } from "../../load/result/index.ts";
import { formatMs } from "./numbers.ts";

const COLUMNS = [
  { title: "request" },
  { title: "total", align: "right" },
  { title: "failed", align: "right" },
  { title: "per second", align: "right" },
  { title: "P50 ms", align: "right" },
  { title: "P95 ms", align: "right" },
  { title: "P99 ms", align: "right" },
] as const;

/** A row per name, where there are several. */
export function routeLines(routes: readonly RouteReport[]): readonly string[] {
  if (routes.length < 2) return [];
  const table = textTable(COLUMNS, routes.map(cells));
  return ["BY REQUEST:", ...table.split("\n").map((line) => `  ${line}`)];
}

function cells({ name, requests, latency }: RouteReport): readonly string[] {
  const { successful } = latency;
  const quantiles = successful === null ? [] : [successful.p50Ms, successful.p95Ms, successful.p99Ms];
  return [
    safeText(name),
    formatCount(requests.total),
    formatCount(requests.failed),
    formatDecimal(requests.perSecond, 1),
    ...(quantiles.length === 0 ? ["-", "-", "-"] : quantiles.map(formatMs)),
  ];
}
