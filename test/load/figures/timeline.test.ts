import { describe, expect, it } from "vitest";
import type { Timeline } from "../../../src/load/result/index.ts";
import { simulated } from "../simulated.ts";
import { reportOf } from "../support.ts";

const timelineOf = (...simulation: Parameters<typeof simulated>): Timeline => {
  const { timeline } = reportOf(simulated(...simulation));
  if (timeline === null) throw new Error("nothing was recorded");
  return timeline;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Counts of all cells of the heat map. */
const cells = ({ heat }: Timeline): readonly number[] =>
  heat.columns
    .flatMap((column) => column.split(" ").filter((cell) => cell !== ""))
    .map((cell) => Number(cell.split(":")[1]));

describe("a run over time", () => {
  it.each([
    [1, 1, 100],
    [119, 119, 100],
    [120, 120, 100],
    [121, 61, 200],
    [600, 120, 500],
  ])("of %i slots has %i points of equal width", (slots, points, widthMs) => {
    const timeline = timelineOf({ slots, perSlot: () => 3 });
    expect([timeline.inFlight.length, timeline.p50Ms.length, timeline.heat.columns.length]).toEqual([
      points,
      points,
      points,
    ]);
    expect(timeline.widthMs).toBe(widthMs);
  });

  it("says how late an open workload was sent, and nothing of a closed one", () => {
    const lates = { due: 4, lagMs: 10, mostLagMs: 6 };
    const measured = simulated({ slots: 3, open: true });
    const [one, ...rest] = measured.slots?.slots ?? [];
    if (one === undefined) throw new Error("nothing was recorded");
    const timeline = reportOf({
      ...measured,
      slots: { widthMs: 100, slots: [{ ...one, ...lates }, { ...one, due: 0 }, ...rest.slice(1)] },
    }).timeline;
    expect([timeline?.lagMeanMs?.slice(0, 2), timeline?.lagMaxMs?.slice(0, 2)]).toEqual([
      [2.5, null],
      [6, 0],
    ]);
    expect(timelineOf({ slots: 3 }).lagMeanMs).toBeUndefined();
  });

  it("loses no request", () => {
    const timeline = timelineOf({ slots: 250, perSlot: (slot) => slot % 7, failedShare: () => 0.3 });
    const requests = Array.from({ length: 250 }, (_, slot) => slot % 7).reduce((total, count) => total + count, 0);
    // The last point holds a slot less.
    const spans = timeline.inFlight.map((_, index) => (index === 83 ? 100 : 300));
    const finished = timeline.successfulPerSecond.map(
      (perSecond, index) => ((perSecond + (timeline.failedPerSecond[index] ?? 0)) * (spans[index] ?? 0)) / 1_000,
    );
    expect(sum(finished)).toBeCloseTo(requests, 1);
    expect(sum(cells(timeline))).toBe(requests);
    expect(Math.max(...cells(timeline))).toBe(timeline.heat.highest);
  });

  it("has rows only where there are latencies, at most 48, and all of them", () => {
    const { heat } = timelineOf({ slots: 50, latencyMs: (slot) => 2 ** (slot % 20) });
    expect(heat.fromMs.length).toBeLessThanOrEqual(49);
    expect(heat.fromMs[0]).toBeLessThanOrEqual(1);
    expect(heat.fromMs.at(-1)).toBeGreaterThanOrEqual(2 ** 19);
    expect(heat.fromMs).toEqual(heat.fromMs.toSorted((a, b) => a - b));
  });

  it("knows no percentile of a time in which nothing ended", () => {
    const timeline = timelineOf({ slots: 4, perSlot: (slot) => (slot === 2 ? 0 : 5), latencyMs: () => 8 });
    expect(timeline.p50Ms.map((value) => value === null)).toEqual([false, false, true, false]);
    expect(timeline.heat.columns[2]).toBe("");
    expect(timeline.p99Ms[0]).toBeCloseTo(8, 0);
  });

  it("is a map without rows where nothing ended at all", () => {
    const timeline = timelineOf({ slots: 2, perSlot: () => 0 });
    expect(timeline.heat).toEqual({ fromMs: [], columns: ["", ""], highest: 0 });
  });
});
