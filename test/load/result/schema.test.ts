import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { simulated } from "../simulated.ts";
import { goodRoute, measuredOf, reportOf } from "../support.ts";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const file = join(import.meta.dirname, "..", "..", "..", "docs", "schemas", "load-report.schema.json");
const validate = ajv.compile(JSON.parse(await readFile(file, "utf8")));
const asJson = (report: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(report));

describe("the published JSON Schema of a report", () => {
  it.each([
    ["a full report", reportOf(simulated({ slots: 40, open: true, failedShare: () => 0.1 }))],
    ["one without a record over time", reportOf(measuredOf([goodRoute(5, 100)]))],
    ["one of nothing", reportOf(measuredOf([], { elapsedMs: 0, interrupted: true }))],
  ])("fits %s", (_, report) => {
    validate(asJson(report));
    expect(validate.errors).toBeNull();
  });

  it.each([
    ["a missing part", (report: Record<string, unknown>) => ({ ...report, requests: undefined })],
    ["a part of another kind", (report: Record<string, unknown>) => ({ ...report, elapsedMs: "1s" })],
    ["a part that nobody published", (report: Record<string, unknown>) => ({ ...report, secret: 1 })],
    ["another version", (report: Record<string, unknown>) => ({ ...report, schema: "backwright.load/2" })],
  ])("does not fit %s", (_, changed) => {
    expect(validate(asJson(changed(asJson(reportOf(measuredOf([goodRoute(5, 100)]))))))).toBe(false);
  });
});
