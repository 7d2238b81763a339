import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHistogram, recordValue, type GeneratorMeasured, type Histogram } from "../../../src/load/index.ts";
import { validityOf, type ValidityFacts } from "../../../src/load/validity/index.ts";

const of = (...values: readonly number[]): Histogram => {
  const histogram = createHistogram();
  for (const value of values) recordValue(histogram, value);
  return histogram;
};

const always = (micros: number, count = 1_000): Histogram => of(...Array.from({ length: count }, () => micros));

const route = (successful: Histogram): ValidityFacts["routes"][number] => ({
  name: "GET /",
  statuses: new Map(),
  refusals: new Map(),
  failures: new Map(),
  successful,
  failed: createHistogram(),
  unfinished: 0,
});

interface Changes {
  readonly latency?: Histogram;
  readonly elapsedMs?: number;
  readonly generator?: Partial<GeneratorMeasured>;
  readonly schedule?: Partial<NonNullable<ValidityFacts["schedule"]>>;
}

const facts = ({ latency = always(2_000), elapsedMs = 10_000, generator, schedule }: Changes = {}): ValidityFacts => ({
  elapsedMs,
  routes: [route(latency)],
  generator: { cpuMs: 1_000, busy: 0.2, workers: 1, stamps: "program", stolenMs: 20, stalledMs: 0, ...generator },
  ...(schedule === undefined
    ? {}
    : { schedule: { due: 1_000, sent: 1_000, unsent: 0, lag: always(50), blocked: createHistogram(), ...schedule } }),
});

const codes = (changes: Changes): readonly string[] => validityOf(facts(changes)).reasons.map(({ code }) => code);

describe("a healthy run", () => {
  it.each<readonly [string, Changes]>([
    ["at an even rate", { schedule: {} }],
    [
      "closed, at full speed, all of its core used",
      { generator: { cpuMs: 9_990, busy: 1, stamps: "kernel", queueing: always(4_000) } },
    ],
    ["that answers faster than its own timers are exact", { latency: always(40), schedule: { lag: always(1_500) } }],
    [
      "whose server was so slow that connections were short",
      { schedule: { unsent: 400, blocked: always(90_000, 600) } },
    ],
    ["with four threads, each a little in the way of another", { generator: { workers: 4, stolenMs: 3_000 } }],
    ["that others sometimes run before", { generator: { stolenMs: 2_250 } }],
    [
      "with 500 connections, whose answers come all at once",
      { generator: { stalledMs: 2_600, longestStallMs: 40, stamps: "kernel", queueing: always(9_000) } },
    ],
    [
      "with one pause that is all of its p99",
      { schedule: { lag: of(...Array.from({ length: 100 }, (_, at) => (at < 98 ? 50 : 20_000))) } },
    ],
    ["that is over at once", { elapsedMs: 300, generator: { stolenMs: 290, stalledMs: 250 } }],
    ["without any answer", { latency: createHistogram(), schedule: { lag: createHistogram() } }],
    ["on a system that says nothing of itself", { generator: {} }],
  ])("%s is valid", (_, changes) => expect(codes(changes)).toEqual([]));
});

describe("a starved run", () => {
  it.each<readonly [string, Changes, readonly string[]]>([
    ["was not run for half of the time", { generator: { stolenMs: 5_000 } }, ["not-run"]],
    ["has a fifth of a core", { generator: { stolenMs: 4_160 } }, ["not-run"]],
    ["is stopped again and again", { generator: { stalledMs: 6_370, longestStallMs: 85 } }, ["stalled"]],
    [
      "is stopped for a tenth of the time",
      { schedule: { lag: of(...Array.from({ length: 100 }, (_, at) => (at < 90 ? 50 : 45_000))) } },
      ["late-sends"],
    ],
    ["was kept by its own event loop", { generator: { stalledMs: 6_000, longestStallMs: 200 } }, ["stalled"]],
    ["sent late", { schedule: { lag: always(30_000) } }, ["late-sends"]],
    ["read late", { generator: { stamps: "kernel", queueing: always(30_000) } }, ["late-reads"]],
    ["did not send at all", { schedule: { sent: 900, unsent: 100 } }, ["rate-missed"]],
    ["was not run, and so stayed away", { generator: { stolenMs: 8_000, stalledMs: 7_000 } }, ["not-run", "stalled"]],
  ])("that %s is not", (_, changes, expected) => {
    const { valid, reasons } = validityOf(facts(changes));
    expect(reasons.map(({ code }) => code)).toEqual(expected);
    expect(valid).toBe(false);
  });
});

describe("the share of the delay that is ours", () => {
  it("is measured where the kernel stamps: late reads and late sends, of all", () => {
    const generator = { stamps: "kernel", queueing: always(1_000) } as const;
    expect(validityOf(facts({ generator })).shareOfDelayThatIsOurs).toBeCloseTo(1 / 3, 5);
    const both = facts({ generator, schedule: { lag: always(1_000) } });
    expect(validityOf(both).shareOfDelayThatIsOurs).toBeCloseTo(1 / 2, 5);
  });

  it("is estimated elsewhere: what was away of the time with anything in flight", () => {
    // 1,000 answers of 2 ms are 2 s in flight, if no two were at once.
    expect(validityOf(facts({ generator: { stolenMs: 1_000 } })).shareOfDelayThatIsOurs).toBeCloseTo(1 / 2, 5);
    expect(validityOf(facts({ generator: { stolenMs: 0 } })).shareOfDelayThatIsOurs).toBe(0);
  });

  it("is between 0 and 1, and a run is valid exactly when there is no reason against it", () => {
    const figure = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(figure, figure, figure, figure, fc.boolean(), (lag, queue, stolenMs, stalledMs, isStamped) => {
        const stamps = isStamped ? "kernel" : "program";
        const generator = { stolenMs, stalledMs, stamps, queueing: of(queue) } as const;
        const { shareOfDelayThatIsOurs, valid, reasons } = validityOf(facts({ generator, schedule: { lag: of(lag) } }));
        expect(shareOfDelayThatIsOurs).toBeGreaterThanOrEqual(0);
        expect(shareOfDelayThatIsOurs).toBeLessThanOrEqual(1);
        expect(valid).toBe(reasons.length === 0);
      }),
    );
  });
});
