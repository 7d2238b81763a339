import { describe, expect, it } from "vitest";
import { createHistogram, parseThreshold, type Measured } from "../../../src/load/index.ts";
import type { LoadFinding } from "../../../src/load/result/index.ts";
import { capacityPages, loadPages } from "../../support/load-pages.ts";
import { lognormal, simulated } from "../simulated.ts";
import { expecting, goodRoute, histogramOf, measuredOf, plan, reportOf, routeOf } from "../support.ts";

type Changes = NonNullable<Parameters<typeof reportOf>[1]>;
type Case = readonly [code: string, measured: Measured, changes?: Changes];

const open: Changes = {
  plan: { ...plan, arrival: { startPerSecond: 1_000, stages: [], process: "constant" } },
};
const ramped: Changes = {
  plan: {
    ...plan,
    arrival: { startPerSecond: 100, stages: [{ durationMs: 30_000, target: 1_000 }], process: "constant" },
  },
};
const schedule = (changes: Partial<NonNullable<Measured["schedule"]>>): Partial<Measured> => ({
  schedule: { due: 30_000, sent: 30_000, unsent: 0, lag: createHistogram(), blocked: createHistogram(), ...changes },
});
const connections = (changes: Partial<Measured["connections"]>): Partial<Measured> => ({
  connections: { ...measuredOf([]).connections, ...changes },
});
const answers = (status: number, times: number) =>
  routeOf({
    statuses: new Map([[status, times]]),
    refusals: new Map([[status, times]]),
    failed: histogramOf([5, times]),
  });
const failures = (kind: "connection-refused" | "local-limit", times: number) =>
  routeOf({ failures: new Map([[kind, times]]), failed: histogramOf([5, times]) });
const limited = {
  rateLimit: {
    first: { atMs: 2_000, after: 100 },
    headers: [["Retry-After", "9"]] as const,
    count: 40,
    recoveredAtMs: undefined,
  },
};
const expectsLimit: Changes = { expectRateLimit: true };
const starved = { ...simulated().generator, stolenMs: 20_000 };

/** A run at its beginning three times as slow. */
const warming = (slots: number) =>
  simulated({ latencyMs: (slot, random) => lognormal(slot < slots ? 60 : 20, 0.2)(slot, random) });
const twoWays = simulated({ latencyMs: (slot, random) => lognormal(random() < 0.3 ? 200 : 10, 0.2)(slot, random) });

const CASES: readonly Case[] = [
  ["load-invalid", simulated({ changes: { generator: starved } })],
  ["load-threshold-broken", simulated(), { thresholds: [parseThreshold("p50 < 1ms", "file")] }],
  ["load-rate-limit-missing", simulated(), expectsLimit],
  ["load-rate-limit-seen", measuredOf([goodRoute(5, 100), answers(429, 40)], limited), expectsLimit],
  ["load-rate-limited", measuredOf([goodRoute(5, 100), answers(429, 40)], limited)],
  ["load-checks-failed", simulated({ changes: { checks: [{ route: "GET /a", name: "x", passed: 1, failed: 2 }] } })],
  ["load-aborted", measuredOf([goodRoute(5, 100)], { aborted: true })],
  ["load-rate-missed", simulated({ changes: schedule({ unsent: 900 }) }), open],
  ["load-saturated", simulated({ changes: schedule({ blocked: histogramOf([300, 9_000]) }) }), open],
  [
    "load-saturated",
    simulated({ inFlight: (slot) => 10 + slot, latencyMs: (slot, random) => lognormal(10 + slot, 0.1)(slot, random) }),
    ramped,
  ],
  [
    "load-connection-limit",
    measuredOf([goodRoute(5, 100), failures("connection-refused", 9)], connections({ failed: 9 })),
  ],
  ["load-keep-alive-missing", measuredOf([goodRoute(5, 2_000)], connections({ opened: 2_000 }))],
  [
    "load-opening-dominates",
    measuredOf(
      [goodRoute(5, 2_000)],
      connections({ connect: histogramOf([2, 2_000]), handshake: histogramOf([9, 2_000]) }),
    ),
  ],
  ["load-slow-first-byte", simulated({ latencyMs: lognormal(300, 0.2) })],
  ["load-slow-download", simulated({ changes: { download: histogramOf([15, 1_000]) } })],
  ["load-long-tail", measuredOf([goodRoute(5, 9_000), goodRoute(90, 200)])],
  ["load-two-modes", twoWays],
  ["load-not-steady", simulated({ perSlot: (slot) => 20 + slot })],
  ["load-warm-up-long", warming(80)],
  [
    "load-interval-wide",
    simulated({ slots: 30, latencyMs: (slot, random) => lognormal(slot % 10 === 0 ? 90 : 10, 0.6)(slot, random) }),
  ],
  ["load-users-idle", simulated({ perSlot: () => 10 })],
  ["load-expectation-broken", measuredOf([goodRoute(5, 9), answers(503, 1)]), { plan: expecting(200) }],
  ["load-refused", measuredOf([answers(401, 9)])],
  ["load-redirected", measuredOf([routeOf({ statuses: new Map([[302, 9]]), successful: histogramOf([5, 9]) })])],
  ["load-no-success", measuredOf([answers(500, 9)])],
  ["load-p99-over-target", measuredOf([goodRoute(250, 2_000)])],
  ["load-p99-within-target", measuredOf([goodRoute(50, 2_000)])],
  ["load-failures", measuredOf([goodRoute(5, 2_000), answers(503, 20), failures("connection-refused", 9)])],
  ["load-generator-busy", measuredOf([goodRoute(5, 2_000)], { generator: { cpuMs: 30_000, busy: 1 } })],
  ["load-users-missing", measuredOf([goodRoute(5, 2_000)], connections({ opened: 49 }))],
  ["load-local-limit", measuredOf([goodRoute(5, 2_000), failures("local-limit", 3)])],
  ["load-unfinished", measuredOf([{ ...goodRoute(5, 2_000), unfinished: 7 }])],
  ["load-keep-alive-race", measuredOf([goodRoute(5, 2_000)], connections({ races: 3, retried: 2 }))],
  ["load-surplus-bytes", measuredOf([goodRoute(5, 2_000)], connections({ surplus: 1 }))],
  ["load-few-samples", measuredOf([goodRoute(5, 20)])],
];

const found = CASES.map(([code, measured, changes]) => ({
  code,
  findings: reportOf(measured, changes).findings,
}));

describe("the rules of a load's verdict", () => {
  it.each(found)("$code is found", ({ code, findings }) => {
    expect(findings.map((one) => one.code)).toContain(code);
  });

  it("are all silent about a quiet run", () => {
    const codes = reportOf(simulated({ perSlot: () => 250 })).findings.map(({ code }) => code);
    expect(codes).toEqual(["load-p99-within-target"]);
  });

  it("have a page each, and every page has a rule", () => {
    const codes = new Set(found.map(({ code }) => code));
    expect([...codes].toSorted()).toEqual(loadPages.map(({ code }) => code).toSorted());
    expect(capacityPages.filter(({ code }) => codes.has(code))).toEqual([]);
  });

  const all: readonly LoadFinding[] = found.flatMap(({ findings }) => findings);
  it.each(loadPages)("$code says a sentence with its figures", ({ code, sentence }) => {
    const sentences = all.filter((finding) => finding.code === code).map(sentence);
    expect(sentences.length).toBeGreaterThan(0);
    for (const line of sentences) {
      expect(line).toMatch(/^[A-Z\d].*\.$/);
      expect(line).not.toMatch(/undefined|NaN|null|object/);
    }
  });
});

describe("what the rules say", () => {
  const evidence = (code: string, measured: Measured, changes?: Changes) =>
    reportOf(measured, changes).findings.find((finding) => finding.code === code)?.evidence;

  it("puts an invalid run before everything else", () => {
    const report = reportOf(simulated({ changes: { generator: starved } }), { expectRateLimit: true });
    expect(report.findings[0]).toMatchObject({
      code: "load-invalid",
      severity: "error",
      evidence: { reasons: ["not-run"] },
    });
    expect(report.validity?.valid).toBe(false);
  });

  it("concludes nothing about the server from the times of a starved generator", () => {
    const measured = { ...twoWays, generator: starved };
    expect(evidence("load-two-modes", measured)).toBeUndefined();
    expect(evidence("load-p99-over-target", measured)).toBeDefined();
  });

  it("names the two peaks and how many are slow", () => {
    const { quickMs, slowMs, slowPercent } = evidence("load-two-modes", twoWays) ?? {};
    expect(Number(quickMs) / 10).toBeCloseTo(1, 0);
    expect(Number(slowMs) / 200).toBeCloseTo(1, 0);
    expect(Number(slowPercent)).toBeGreaterThan(28);
    expect(Number(slowPercent)).toBeLessThan(32);
  });

  it("blames whoever kept the rate from being reached", () => {
    expect(evidence("load-rate-missed", simulated({ changes: schedule({ unsent: 900 }) }), open)).toMatchObject({
      cause: "generator",
      percent: 3,
    });
    const held = schedule({ unsent: 900, blocked: histogramOf([300, 900]) });
    expect(evidence("load-rate-missed", simulated({ changes: held }), open)).toMatchObject({ cause: "server" });
  });

  it("does not call a limiter's refusals a failure where they are wanted", () => {
    const codes = reportOf(measuredOf([answers(429, 200)], limited), expectsLimit).findings.map(({ code }) => code);
    expect(codes[0]).toBe("load-rate-limit-seen");
    expect(codes).not.toContain("load-refused");
    expect(codes).not.toContain("load-no-success");
  });

  it("says how much longer to measure, and not where enough was measured", () => {
    const more = evidence(
      "load-interval-wide",
      CASES.find(([code]) => code === "load-interval-wide")?.[1] ?? simulated(),
    );
    expect(Number(more?.["moreSeconds"])).toBeGreaterThan(0);
    expect(evidence("load-interval-wide", simulated({ perSlot: () => 250 }))).toBeUndefined();
  });
});
