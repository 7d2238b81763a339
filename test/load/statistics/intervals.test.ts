import { describe, expect, test } from "vitest";
import {
  COARSE_BUCKETS,
  coarseBucket,
  createHistogram,
  quantilesOf,
  recordValue,
  type SlotMeasured,
} from "../../../src/load/index.ts";
import {
  intervalsOf,
  normalQuantile,
  seededRandom,
  steadyStateOf,
  type Draw,
} from "../../../src/load/statistics/index.ts";

const gauss = (draw: Draw): number => normalQuantile(Math.max(1e-9, draw()));

interface Course {
  /** Logarithm of the level of each slot. */
  readonly levels: readonly number[];
  readonly perSlot: number;
}

/** Slots and their histogram: latencies are lognormal around 10 ms times the slot's level. */
function runOf(draw: Draw, { levels, perSlot }: Course) {
  const histogram = createHistogram();
  const slots = levels.map((level): SlotMeasured => {
    const latency = new Uint32Array(COARSE_BUCKETS);
    for (let index = 0; index < perSlot; index += 1) {
      const micros = 10_000 * Math.exp(level + 0.3 * gauss(draw));
      recordValue(histogram, micros);
      const bucket = coarseBucket(micros);
      latency[bucket] = (latency[bucket] ?? 0) + 1;
    }
    const rest = { due: 0, inFlight: 1, users: 1, receivedBytes: 0, classes: [] };
    return { ...rest, sent: perSlot, successful: perSlot, failed: 0, latency };
  });
  return { histogram, slots: { widthMs: 100, slots } };
}

/** A level that neighbouring slots share: autoregressive of the first order, with the given deviation. */
function correlated(draw: Draw, count: number, deviation: number, memory = 0.7): readonly number[] {
  let level = deviation * gauss(draw);
  return Array.from({ length: count }, () => {
    level = memory * level + Math.sqrt(1 - memory ** 2) * deviation * gauss(draw);
    return level;
  });
}

describe("the interval of a run's quantile", () => {
  // The true quantile of the mixture: levels and latencies are both normal on the logarithmic scale.
  const truth = (share: number, deviation: number): number =>
    10_000 * Math.exp(normalQuantile(share) * Math.hypot(0.3, deviation));

  test.each([
    ["independent latencies, median", 0.5, 0],
    ["independent latencies, P90", 0.9, 0],
    ["latencies in bursts, median", 0.5, 0.15],
    ["latencies in bursts, P90", 0.9, 0.15],
  ])("covers the truth as often as it says: %s", (_, share, deviation) => {
    const runs = 40;
    const hits = Array.from({ length: runs }, (_run, seed) => {
      const draw = seededRandom(seed + 1);
      const { histogram, slots } = runOf(draw, { levels: correlated(draw, 100, deviation), perSlot: 20 });
      const [interval] = intervalsOf({ slots, histogram, shares: [share] });
      const value = truth(share, deviation);
      return (interval?.lowMicros ?? 0) <= value && value <= (interval?.highMicros ?? Number.POSITIVE_INFINITY);
    }).filter(Boolean).length;
    expect(hits).toBeGreaterThanOrEqual(36);
  });

  test("bursts are worth fewer requests than there were", () => {
    const draw = seededRandom(1);
    const counts = [0, 0.3].map((deviation) => {
      const { histogram, slots } = runOf(draw, { levels: correlated(draw, 200, deviation), perSlot: 50 });
      return intervalsOf({ slots, histogram, shares: [0.5] })[0]?.effectiveCount ?? 0;
    });
    expect(counts[0]).toBeGreaterThan(4_000);
    expect(counts[1]).toBeLessThan(500);
  });

  test("holds the quantile that the report shows", () => {
    const draw = seededRandom(2);
    const { histogram, slots } = runOf(draw, { levels: correlated(draw, 60, 0.1), perSlot: 100 });
    const shares = [0.5, 0.9, 0.99];
    const shown = quantilesOf(histogram, shares);
    for (const [index, { lowMicros, highMicros }] of intervalsOf({ slots, histogram, shares }).entries()) {
      expect(lowMicros).toBeLessThanOrEqual(shown[index] ?? 0);
      expect(highMicros ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(shown[index] ?? 0);
    }
  });

  test("is open where there are too few values beyond the quantile", () => {
    const draw = seededRandom(3);
    const { histogram, slots } = runOf(draw, { levels: correlated(draw, 20, 0), perSlot: 5 });
    const [interval] = intervalsOf({ slots, histogram, shares: [0.99] });
    expect(interval?.highMicros).toBeNull();
  });

  test("is unknown for a run of less than 8 slots, and for nothing", () => {
    const draw = seededRandom(4);
    const { histogram, slots } = runOf(draw, { levels: [0, 0, 0], perSlot: 50 });
    const unknown = { share: 0.5, lowMicros: null, highMicros: null, effectiveCount: 0 };
    expect(intervalsOf({ slots, histogram, shares: [0.5] })).toEqual([unknown]);
    expect(intervalsOf({ slots: { widthMs: 100, slots: [] }, histogram: createHistogram(), shares: [0.5] })).toEqual([
      unknown,
    ]);
  });
});

describe("the steady state of a run", () => {
  const course = (seed: number, trend: (slot: number) => number, deviation = 0.03) => {
    const draw = seededRandom(seed);
    const levels = correlated(draw, 101, deviation, 0.5).map((level, slot) => level + trend(slot));
    return steadyStateOf(runOf(draw, { levels, perSlot: 20 }).slots);
  };
  const flat = (): number => 0;
  const warming = (slot: number): number => Math.exp(-slot / 5);
  const drifting = (slot: number): number => slot / 200;

  test("a flat one is steady, seldom anything else", () => {
    const verdicts = Array.from({ length: 30 }, (_, seed) => course(seed + 1, flat).verdict);
    expect(verdicts.filter((verdict) => verdict === "steady").length).toBeGreaterThanOrEqual(27);
  });

  test("a warm-up is cut where it ends", () => {
    const { verdict, warmUpMs, p50 } = course(1, warming);
    expect(verdict).toBe("warmed-up");
    expect(warmUpMs).toBeGreaterThanOrEqual(1_000);
    expect(warmUpMs).toBeLessThanOrEqual(2_500);
    expect(p50.warmUpPercent).toBeGreaterThan(20);
  });

  test("one that grows throughout is unsteady", () => {
    const { verdict, p50 } = course(1, drifting);
    expect([verdict, p50.drifts]).toEqual(["unsteady", true]);
  });

  test("two seconds are the least", () => {
    const draw = seededRandom(5);
    const { slots } = runOf(draw, { levels: correlated(draw, 15, 0.1), perSlot: 20 });
    expect(steadyStateOf(slots).verdict).toBe("too-short");
  });

  test("slots in which nothing ended do not break it", () => {
    const draw = seededRandom(6);
    const { slots } = runOf(draw, { levels: correlated(draw, 60, 0.01), perSlot: 20 });
    const empty = { ...slots.slots[0], successful: 0, latency: new Uint32Array(COARSE_BUCKETS) };
    const frozen = slots.slots.map((slot, index) => (index % 10 === 0 ? Object.assign({}, slot, empty) : slot));
    expect(["steady", "warmed-up", "unsteady"]).toContain(steadyStateOf({ widthMs: 100, slots: frozen }).verdict);
  });
});
