import { expect, test } from "vitest";
import type { Analysis } from "../../../src/advice/index.ts";
import { analysisText } from "../../../src/report/advice/index.ts";
import { analysis } from "./sample.ts";

const missing = (
  averageQueryMs: number | null,
  severity: "error" | "info" = "error",
): Analysis["findings"][number] => ({
  code: "fk-unindexed",
  severity,
  subject: { kind: "columns", name: "orders.user_id" },
  evidence: { averageQueryMs, rows: 40 },
});

test("begins as the specification shows it", () =>
  expect(analysisText(analysis).split("\n").slice(0, 6)).toEqual([
    "=== Database Analysis Report ===",
    "Tables: 24",
    "Total rows: ~1,247,832",
    "",
    "MISSING INDEXES (0 found):",
    "  none",
  ]));

test.each([
  ["a time", missing(847.2), "  orders.user_id - 847ms avg query time, ADD INDEX recommended"],
  ["a short time", missing(0.042), "  orders.user_id - 0.04ms avg query time, ADD INDEX recommended"],
  ["a long time", missing(65_000), "  orders.user_id - 1m5s avg query time, ADD INDEX recommended"],
  ["no time", missing(null), "  orders.user_id - no timing, ADD INDEX recommended"],
  [
    "a small table",
    missing(null, "info"),
    "  orders.user_id - no timing, ADD INDEX recommended once it grows (40 rows)",
  ],
])("%s", (_name, finding, line) => {
  expect(analysisText({ ...analysis, findings: [finding] })).toContain(`MISSING INDEXES (1 found):\n${line}\n`);
});

test("exact rows have no mark, partitions and unknown sizes are said", () => {
  const totals = { ...analysis.totals, partitions: 1, rowsExact: true, tablesOfUnknownSize: 2 };
  const text = analysisText({ ...analysis, totals });
  expect(text).toContain("Tables: 24 (and 1 partition)\nTotal rows: 1,247,832 (2 tables of unknown size)\n");
});

test.each(["not-installed", "not-loaded", "not-readable", "no-server"] as const)(
  "%s: says how to see more",
  (state) => {
    const text = analysisText({ ...analysis, workload: { ...analysis.workload, state } });
    expect(text).toContain("SLOW QUERIES (not seen):");
    expect(text.match(/Query statistics were not seen: .+(To enable it|--connection)/g)).toHaveLength(2);
  },
);

test("names of strangers cannot steer the terminal", () => {
  const finding = { ...missing(1), subject: { kind: "columns", name: "t.\u001b[2Jx" } };
  const slow = { text: "SELECT\u001b[31m 1", calls: 1, meanMs: 30, totalMs: 30, rowsPerCall: 1, access: [] };
  const text = analysisText({
    ...analysis,
    findings: [finding],
    slowStatements: [slow],
    changes: { since: "2024-01-01T00:00:00.000Z", gone: [{ code: "x", subject: "\u001bgone" }], added: [] },
  });
  expect(text).not.toContain("\u001b");
});

test("long statements are cut to a line", () => {
  const slow = { text: `SELECT\n  ${"x".repeat(500)}`, calls: 3, meanMs: 30, totalMs: 90, rowsPerCall: 1, access: [] };
  const line = analysisText({ ...analysis, slowStatements: [slow] })
    .split("\n")
    .find((one) => one.includes("xxx"));
  expect(line).toMatch(/^ {2}30ms avg, 3 calls: SELECT x+…$/);
  expect(line?.length).toBeLessThan(200);
});

test("what was written is listed in place of the command that would write it", () => {
  const text = analysisText({ ...analysis, written: ["migrations/20240115_a.sql"] });
  expect(text).toMatch(/Written:\n {2}migrations\/20240115_a\.sql\n$/);
});
