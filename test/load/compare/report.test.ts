import { describe, expect, test } from "vitest";
import { comparisonOf, regressionOf, type BlockMeasured, type Compared } from "../../../src/load/compare/index.ts";
import { compareReportSchema } from "../../../src/load/compare/result/index.ts";
import {
  createHistogram,
  loadReport,
  recordValue,
  type LoadPlan,
  type Measured,
  type SlotMeasured,
} from "../../../src/load/index.ts";
import { COARSE_BUCKETS, coarseBucket } from "../../../src/load/index.ts";
import { seededRandom } from "../../../src/load/statistics/index.ts";
import { compareText } from "../../../src/report/load/compare/index.ts";
import { paint } from "../../../src/kit/index.ts";
import { goodRoute, measuredOf } from "../support.ts";
import { gauss, simulated } from "./support.ts";

const plan: LoadPlan = {
  origin: { scheme: "http", host: "localhost", port: 3000 },
  requests: [{ name: "GET /", weight: 1, method: "GET", path: "/", headers: [] }],
  concurrency: 10,
  durationMs: 8_000,
  timeoutMs: 10_000,
  keepAlive: true,
  tls: { verify: true },
};

const reportOf = (measured: Measured, shown = "http://localhost:3000/") =>
  loadReport({ plan, shown, startedAt: new Date(0), targetP99: { ms: 200, asked: false } }, measured);

const named = (name: string, measured: Measured) => ({ name, report: reportOf(measured, name) });

const answering = (status: number, count: number): Measured => {
  const successful = createHistogram();
  for (let index = 0; index < count; index += 1) recordValue(successful, 1_000);
  return measuredOf([{ ...goodRoute(1, 1), successful, statuses: new Map([[status, count]]) }]);
};

function paired(effect: number, changes: Partial<Compared> = {}): Compared {
  const noise = { memory: 0.9, slow: 0.05, fast: 0.01, spike: 0 };
  const blocks = simulated(seededRandom(5), 37, { effect, noise });
  const first = answering(200, 100);
  return { first, second: first, blocks, blockMs: 100, looks: [1], elapsedMs: 8_000, interrupted: false, ...changes };
}

const look = { columns: 100, paint: paint(false) };
const wish = { tolerance: 0.05 };

describe("two endpoints", () => {
  const compare = (compared: Compared, more = {}) =>
    comparisonOf([named("http://a/", compared.first), named("http://b/", compared.second)], compared, {
      ...wish,
      ...more,
    });

  test("slower, in data and in words", () => {
    const report = compare(paired(1.1));
    expect(compareReportSchema.parse(report)).toEqual(report);
    expect(report.verdict).toMatchObject({ kind: "different", measure: "p50", second: "slower" });
    expect(report.verdict.changePercent).toBeCloseTo(10, 0);
    expect(compareText(report, look)).toMatch(/B is slower than A by \d+\.\d% \[\d+\.\d%, \d+\.\d%\] at P50\./);
  });

  test("faster: the size has no sign, and the interval runs from the smaller to the larger", () => {
    const text = compareText(compare(paired(0.8)), look);
    const [, size = "", low = "", high = ""] =
      /B is faster than A by ([\d.]+)% \[([\d.]+)%, ([\d.]+)%\]/.exec(text) ?? [];
    expect(Number(low)).toBeLessThan(Number(size));
    expect(Number(size)).toBeLessThan(Number(high));
  });

  test("no difference larger than", () => {
    const report = compare(paired(1));
    expect(report.verdict.kind).toBe("same");
    expect(report.verdict.withinPercent).toBeLessThan(5.2);
    expect(compareText(report, look)).toContain("No difference larger than");
  });

  test("cannot tell: how much longer it would take", () => {
    const blocks = simulated(seededRandom(9), 14, {
      effect: 1.03,
      noise: { memory: 0.5, slow: 0.2, fast: 0.1, spike: 0.1 },
    });
    const report = compare(paired(1, { blocks }));
    expect(report.verdict.kind).toBe("unclear");
    expect(report.verdict.moreSeconds).toBeGreaterThan(10);
    expect(compareText(report, look)).toMatch(/Cannot tell at P50: .*; it needs .* more\./);
  });

  test("a fast failure is no win: it is said first, and no speed is claimed", () => {
    const failing = (blocks: readonly BlockMeasured[]) =>
      blocks.map((block) =>
        block.side === "second" ? Object.assign({}, block, { successful: 0, failed: 900 }) : block,
      );
    const broken = {
      ...goodRoute(1, 1),
      successful: createHistogram(),
      statuses: new Map([[500, 900]]),
      refusals: new Map([[500, 900]]),
    };
    const failed = createHistogram();
    for (let index = 0; index < 900; index += 1) recordValue(failed, 100);
    const second = measuredOf([{ ...broken, failed }]);
    const report = compare(paired(0.5, { second, blocks: failing(paired(0.5).blocks) }));
    expect(report.verdict.kind).toBe("answers-differ");
    expect(report.findings[0]?.code).toBe("load-compare-failures");
    const text = compareText(report, look);
    expect(text).toContain("http://b/ fails more often: A 0.0%, B 100.0% of the requests, most by HTTP 500.");
    expect(text).not.toMatch(/B is (faster|slower)/);
  });

  test("a redirect is not compared with a page", () => {
    const report = compare(paired(0.5, { second: answering(302, 100) }));
    expect(report.verdict.kind).toBe("answers-differ");
    expect(compareText(report, look)).toContain(
      "The answers are not alike: status 200 is 100.0% of A's and 0.0% of B's.",
    );
  });

  test.each([
    ["failed", 1.2, { tolerance: 0.05, strict: false }, "failed"],
    ["passed", 1, { tolerance: 0.5, strict: false }, "passed"],
    ["not proven", 1.05, { tolerance: 0.05, strict: true }, "unproven"],
  ])("a gate: %s", (_, effect, gate, outcome) => {
    expect(compare(paired(effect), { gate }).gate?.outcome).toBe(outcome);
  });

  test("nothing measured says so", () => {
    const empty = measuredOf([goodRoute(0, 0)]);
    const report = compare(paired(1, { first: empty, second: empty, blocks: [] }));
    expect(report.verdict.kind).toBe("nothing-measured");
    expect(compareReportSchema.safeParse(report).success).toBe(true);
  });
});

describe("a run and a saved one", () => {
  /** 8 s of slots around a latency in milliseconds. */
  const slots = (milliseconds: number, seed: number, failed = 0): readonly SlotMeasured[] => {
    const draw = seededRandom(seed);
    return Array.from({ length: 81 }, () => {
      const latency = new Uint32Array(COARSE_BUCKETS);
      const level = 1_000 * milliseconds * Math.exp(0.03 * gauss(draw));
      for (let index = 0; index < 200; index += 1) {
        const bucket = coarseBucket(level * Math.exp(0.2 * gauss(draw)));
        latency[bucket] = (latency[bucket] ?? 0) + 1;
      }
      const none = { due: 0, sent: 200, inFlight: 10, users: 10, receivedBytes: 0, classes: [] };
      return { ...none, successful: 200 - failed, failed, latency };
    });
  };
  const run = (name: string, milliseconds: number, seed: number, changes: Partial<SlotMeasured> = {}) => ({
    ...named(name, answering(200, 16_000)),
    slots: { widthMs: 100, slots: slots(milliseconds, seed).map((slot) => Object.assign({}, slot, changes)) },
  });
  const gate = { tolerance: 0.05, strict: false };
  const regress = (now: ReturnType<typeof run>) =>
    regressionOf(run("baseline.json", 10, 1), now, { tolerance: 0.05, gate });

  test("20 % slower is a proven regression", () => {
    const report = regress(run("http://b/", 12, 2));
    expect(compareReportSchema.parse(report)).toEqual(report);
    expect(report.gate).toMatchObject({ outcome: "failed", broken: ["p50", "p90", "p99"] });
    expect(report.verdict).toMatchObject({ kind: "different", measure: "p50", second: "slower" });
    expect(compareText(report, look)).toContain("Failed: worse by more than 5.0%, proven: P50, P90, P99.");
  });

  test("the same again passes, and says that the runs are not paired", () => {
    const wider = { tolerance: 0.1, gate: { tolerance: 0.1, strict: true } };
    const report = regressionOf(run("baseline.json", 10, 1), run("http://b/", 10, 3), wider);
    expect(report.gate?.outcome).toBe("passed");
    expect(compareText(report, look)).toContain("Unpaired: the runs happened at different times.");
  });

  test("5 % slower is neither proven beyond 5 % nor within", () => {
    expect(regress(run("http://b/", 10.5, 4)).gate).toMatchObject({ outcome: "unproven", broken: [] });
  });

  test("the interval is wider than the batches alone say: runs differ by more", () => {
    const [p50] = regress(run("http://b/", 10, 3)).measures;
    expect((p50?.highPercent ?? 0) - (p50?.lowPercent ?? 0)).toBeGreaterThan(6);
  });

  test("more failures break the gate", () => {
    const report = regress(run("http://b/", 10, 3, { successful: 150, failed: 50 }));
    expect(report.gate?.broken).toContain("failures");
    expect(report.verdict.kind).toBe("answers-differ");
  });

  test("another machine and another load are named", () => {
    const before = run("baseline.json", 10, 1);
    const now = run("http://b/", 10, 2);
    const elsewhere = {
      ...now.report,
      environment: { processor: "other" },
      settings: { ...now.report.settings, concurrency: 3 },
    };
    const here = { ...before.report, environment: { processor: "one" } };
    const report = regressionOf({ ...before, report: here }, { ...now, report: elsewhere }, { tolerance: 0.05 });
    expect(report.environment).toEqual([{ what: "processor", before: "one", now: "other" }]);
    expect(report.settings).toEqual([{ what: "concurrency", before: "10", now: "3" }]);
    expect(compareText(report, look)).toContain("Not the same machine: processor was one, is other.");
  });

  test("runs of less than a second say nothing", () => {
    const short = (one: ReturnType<typeof run>) => ({
      ...one,
      slots: { ...one.slots, slots: one.slots.slots.slice(0, 5) },
    });
    const report = regressionOf(short(run("a", 10, 1)), short(run("b", 30, 2)), { tolerance: 0.05, gate });
    expect(report.verdict.kind).toBe("unclear");
    expect(report.gate?.outcome).toBe("unproven");
  });
});
