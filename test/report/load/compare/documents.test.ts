import { describe, expect, it } from "vitest";
import type { CompareReport, Gate } from "../../../../src/load/compare/result/index.ts";
import { compareJunit, compareMarkdown } from "../../../../src/report/load/compare/index.ts";
import { elementsOf } from "../../../support/xml.ts";
import { compareReport } from "../html/samples.ts";

const gate = (changes: Partial<Gate>): Gate => ({
  tolerancePercent: 5,
  strict: false,
  outcome: "passed",
  broken: [],
  unproven: [],
  ...changes,
});

const suiteOf = (report: CompareReport) =>
  elementsOf(compareJunit(report)).find(({ name }) => name === "testsuite")?.attributes;

describe("the JUnit view of a comparison", () => {
  const rows = String(compareReport.measures.length + 1);

  it.each<readonly [string, Gate | null, Record<string, string>]>([
    ["nothing was asked", null, { tests: rows, failures: "0", skipped: String(compareReport.measures.length) }],
    ["nothing is worse", gate({}), { tests: rows, failures: "0", skipped: "0" }],
    ["something is", gate({ outcome: "failed", broken: ["p50"] }), { failures: "1", skipped: "0" }],
    ["it cannot be told", gate({ outcome: "unproven", unproven: ["p50"] }), { failures: "0", skipped: "1" }],
    ["nor may be", gate({ outcome: "unproven", unproven: ["p50"], strict: true }), { failures: "1", skipped: "0" }],
  ])("counts when %s", (_, given, expected) => {
    const alike = { ...compareReport, findings: [], mode: "interleaved", gate: given } as const;
    expect(suiteOf(alike)).toMatchObject({ ...expected, errors: "0" });
  });

  it("errs where runs that were not interleaved cannot be trusted", () => {
    const report = { ...compareReport, mode: "unpaired", second: { ...compareReport.second, valid: false } } as const;
    const error = elementsOf(compareJunit(report)).find(({ name }) => name === "error");
    expect(error?.attributes["message"]).toContain("starved");
    expect(suiteOf({ ...report, mode: "interleaved" })).toMatchObject({ errors: "0" });
  });

  it("is XML whatever strangers call themselves", () => {
    const name = `http://a/?q=<b>"'&\u0000\u001b[31m`;
    const text = compareJunit({ ...compareReport, first: { ...compareReport.first, name } });
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|<b>/);
    expect(elementsOf(text)[1]?.attributes["name"]).toContain(`<b>"'&`);
  });
});

describe("the Markdown view of a comparison", () => {
  it("says the verdict, and has a row for each measure", () => {
    const text = compareMarkdown({ ...compareReport, gate: gate({ outcome: "failed", broken: ["p50"] }) });
    expect(text).toMatch(/^# Load comparison\n/);
    expect(text).toMatch(/^\*\*.+\*\*$/m);
    expect(text).toContain("Failed: worse by more than 5.0%, proven: P50.");
    const rows = text.split("\n").filter((line) => line.startsWith("| P") || line.startsWith("| throughput"));
    expect(rows.length).toBe(compareReport.measures.filter(({ name }) => name !== "failures").length);
    for (const row of rows) expect(row.split(" | ")).toHaveLength(6);
  });

  it("lets no stranger begin a table, a link or a tag", () => {
    const name = "http://a/?q=|<b>[x](y)`\n# z";
    const text = compareMarkdown({ ...compareReport, second: { ...compareReport.second, name } });
    expect(text).toContain("\\|\\<b\\>\\[x\\](y)\\`");
    expect(text).not.toMatch(/^# z/m);
  });
});
