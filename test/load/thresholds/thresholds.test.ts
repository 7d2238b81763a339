import { describe, expect, it } from "vitest";
import { parseThreshold, readThresholds, type Measured } from "../../../src/load/index.ts";
import { isBackwrightError } from "../../../src/kit/index.ts";
import { goodRoute, histogramOf, measuredOf, reportOf, routeOf } from "../support.ts";

const shown = (text: string) => {
  const { metric, operator, limit, unit, step } = parseThreshold(text, "file");
  return [metric.name, operator, limit, unit, step];
};

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (failure) {
    return isBackwrightError(failure) ? `${failure.code}: ${failure.message}` : String(failure);
  }
  return "no error";
}

describe("a promise", () => {
  it.each([
    ["p99 < 200ms", ["p99", "<", 200, "ms", undefined]],
    ["p99<200", ["p99", "<", 200, "ms", undefined]],
    ["P95 <= 0.25s", ["p95", "<=", 250, "ms", undefined]],
    ["p50 < 800us", ["p50", "<", 0.8, "ms", undefined]],
    ["p99.9 < 1s", ["p99.9", "<", 1_000, "ms", undefined]],
    ["p999 < 1s", ["p99.9", "<", 1_000, "ms", undefined]],
    ["avg < 50ms", ["mean", "<", 50, "ms", undefined]],
    ["errors < 1%", ["errors", "<", 1, "percent", undefined]],
    ["errors <= 0", ["errors", "<=", 0, "percent", undefined]],
    ["rate >= 500/s", ["rate", ">=", 500, "per-second", undefined]],
    ["rps > 500", ["rate", ">", 500, "per-second", undefined]],
    ["checks > 99.5%", ["checks", ">", 99.5, "percent", undefined]],
    ["GET /users: p99 < 200ms", ["p99", "<", 200, "ms", "GET /users"]],
    ["GET /a: b : p99 < 200ms", ["p99", "<", 200, "ms", "GET /a: b"]],
  ])("reads %s", (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each([
    ["p98 < 200ms", "there is no figure p98"],
    ["p99 200ms", "it is no comparison"],
    ["p99 < fast", "it is no comparison"],
    ["p99 = 200ms", "it is no comparison"],
    ["p99 < -1ms", "it is no comparison"],
    ["errors < 10ms", "errors is not measured in ms"],
    ["p99 < 10%", "p99 is not measured in %"],
    ["", "it is no comparison"],
  ])("refuses %j", (text, reason) => {
    expect(codeOf(() => parseThreshold(text, "flag"))).toMatch(new RegExp(`^load-bad-threshold: .*${reason}`));
  });
});

describe("a file of promises", () => {
  const texts = (text: string) =>
    readThresholds(text, "slo.txt").map(({ metric, limit, source }) => [metric.name, limit, source]);

  it.each([
    ["lines", "# what we promise\np99 < 200ms   # milliseconds\n\nerrors < 1%\n"],
    ["a YAML list", 'thresholds:\n  - p99 < 200ms\n  - "errors < 1%"\n'],
    ["a JSON list", '["p99 < 200ms", "errors < 1%"]'],
    ["a JSON document", '{"thresholds": ["p99 < 200ms", "errors < 1%"]}'],
  ])("reads %s", (_, text) => {
    expect(texts(text)).toEqual([
      ["p99", 200, "file"],
      ["errors", 1, "file"],
    ]);
  });

  it("reads a decision record, whole or its thresholds alone", () => {
    const thresholds = { p50Ms: 40, p95Ms: 120, p99Ms: 250, errorRateMax: 0.001, uptimeTarget: 0.999 };
    const expected = [
      ["p50", 40, "decision"],
      ["p95", 120, "decision"],
      ["p99", 250, "decision"],
      ["errors", 0.1, "decision"],
    ];
    for (const document of [
      { complete: true, killCriteria: [], recommendation: { thresholds } },
      { thresholds },
      thresholds,
    ])
      expect(texts(JSON.stringify(document))).toEqual(expected);
  });

  it.each([
    ["nothing", "\n# later\n", "it holds no threshold"],
    ["an empty document", "{}", "it holds no threshold"],
    ["a decision that recommends nothing", '{"killCriteria": [{}], "recommendation": null}', "recommends nothing"],
    ["broken JSON", '{"thresholds": [', "begins like JSON and is none"],
    ["numbers for promises", "[1]", "something that is no text"],
    ["words for figures", '{"thresholds": {"p99Ms": "fast"}}', "p99Ms is no number"],
  ])("complains of %s", (_, text, reason) => {
    expect(codeOf(() => readThresholds(text, "slo.json"))).toMatch(
      new RegExp(`^load-bad-threshold-file: .*slo.json.*${reason}`),
    );
  });
});

describe("whether promises were kept", () => {
  const bad = routeOf({
    name: "POST /users",
    statuses: new Map([[503, 10]]),
    refusals: new Map([[503, 10]]),
    failed: histogramOf([900, 10]),
    unfinished: 10,
  });
  const checks = [
    { route: "GET /users", name: "a", passed: 99, failed: 1 },
    { route: "POST /users", name: "b", passed: 0, failed: 100 },
  ];
  const measured: Measured = measuredOf([goodRoute(5, 980), bad], { checks, elapsedMs: 1_000 });
  const judged = (...texts: readonly string[]) =>
    reportOf(measured, { thresholds: texts.map((text) => parseThreshold(text, "file")) }).thresholds.filter(
      ({ asked }) => asked,
    );

  it.each([
    ["p50 < 6ms", 5, true],
    ["p99 < 6ms", 900, false],
    ["GET /users: p99 < 6ms", 5, true],
    ["POST /users: p99 < 6ms", null, false],
    ["GET /nowhere: p99 < 6ms", null, false],
    ["errors <= 2%", 2, true],
    ["errors < 2%", 2, false],
    ["GET /users: errors <= 0%", 0, true],
    ["rate > 900/s", 990, true],
    ["checks > 99%", 49.5, false],
    ["GET /users: checks >= 99%", 99, true],
    ["unsent < 1%", null, false],
  ])("%s", (text, actual, met) => {
    const [threshold] = judged(text);
    if (actual === null) expect(threshold?.actual).toBeNull();
    else expect(threshold?.actual).toBeCloseTo(actual, 0);
    expect([threshold?.met, threshold?.source]).toEqual([met, "file"]);
  });

  it("a promise about the p99 takes the place of the default target, and not of one that was asked for", () => {
    const thresholds = [parseThreshold("p99 < 6ms", "file")];
    const names = (changes: Parameters<typeof reportOf>[1]) =>
      reportOf(measured, changes).thresholds.map(({ expression, source }) => [expression, source]);
    expect(names({ thresholds })).toEqual([["p99 < 6ms", "file"]]);
    expect(names({ thresholds, targetP99: { ms: 9, asked: true } })[0]).toEqual(["p99 <= 9ms", "flag"]);
    expect(names({ thresholds: [parseThreshold("GET /users: p99 < 6ms", "file")] })[0]).toEqual([
      "p99 <= 200ms",
      "default",
    ]);
  });

  it("a limiter that was expected has to have answered", () => {
    const limit = { headers: [], count: 1, first: { atMs: 1, after: 1 }, recoveredAtMs: undefined };
    const met = (changes: Partial<Measured>) =>
      reportOf({ ...measured, ...changes }, { expectRateLimit: true }).thresholds.find(
        ({ name }) => name === "rate-limit",
      );
    expect(met({})).toMatchObject({ met: false, actual: null, limit: 429 });
    expect(met({ rateLimit: limit })).toMatchObject({ met: true, actual: 429 });
  });
});
