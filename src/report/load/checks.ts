import { formatCount, safeText, textTable } from "../../kit/index.ts";
import type { LoadReport } from "../../load/result/index.ts";

const COLUMNS = [
  { title: "check" },
  { title: "request" },
  { title: "passed", align: "right" },
  { title: "failed", align: "right" },
] as const;

/** A row per check of a scenario. */
export function checkLines(checks: LoadReport["checks"]): readonly string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ route, name, passed, failed }) => [
    safeText(name),
    safeText(route),
    formatCount(passed),
    formatCount(failed),
  ]);
  return [
    "CHECKS:",
    ...textTable(COLUMNS, rows)
      .split("\n")
      .map((line) => `  ${line}`),
  ];
}
