import { describe, expect, it } from "vitest";
import { paint, type Look } from "../../../src/kit/index.ts";
import { liveFigures, type LiveFigures, type LoadTick } from "../../../src/load/index.ts";
import { liveRows, liveView } from "../../../src/report/load/index.ts";
import { sparkline } from "../../../src/report/load/sparkline.ts";
import { plan } from "../../load/support.ts";

const tick = (changes: Partial<LoadTick> = {}): LoadTick => ({
  elapsedMs: 12_260,
  finished: 6_120,
  failed: 3,
  inFlight: 50,
  requestsPerSecond: 508.4,
  p50Ms: 67.2,
  p90Ms: 120,
  p99Ms: 423,
  users: 50,
  ...changes,
});
const rates = [100, 250, 400, 508];
const live = (changes: Partial<LoadTick> = {}): LiveFigures => ({
  ...liveFigures(plan, undefined, tick(changes)),
  rates,
});
const look = (columns: number, color = false): Look => ({ columns, paint: paint(color) });

describe("the live view", () => {
  it("says where a run stands, in rows that keep their places", () => {
    expect(liveRows("Loading http://a/", live({ plannedPerSecond: 510 }), look(80))).toEqual([
      "Loading http://a/",
      "█████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  12s, 18s left",
      "rate      508/s     ▂▄▇█ of 510/s planned",
      "latency   P50 67   P90 120   P99 423 ms",
      "errors    3 (0.0%) of 6,120 requests",
      "in flight 50   users 50",
    ]);
  });

  it("is shorter where there is less room, and never wider than it", () => {
    for (const columns of [20, 30, 40, 56, 60, 80, 200]) {
      const rows = liveRows("Loading", live({ plannedPerSecond: 510, failed: 0 }), look(columns));
      expect(rows).toHaveLength(6);
      // What cannot be said shorter is cut by the terminal's own room.
      if (columns >= 40) expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(columns);
    }
    expect(liveRows("Loading", live(), look(40))[3]).toBe("latency   P50 67   P99 423 ms");
  });

  it("knows no end where there is none", () => {
    const endless = { ...live(), doneShare: undefined, remainingMs: undefined };
    expect(liveRows("Loading", endless, look(80))[1]).toBe("elapsed   12s");
  });

  it("is painted only where colours are", () => {
    expect(liveRows("Loading", live(), look(80)).join("")).not.toContain("\u001b");
    expect(liveRows("Loading", live(), look(80, true))[4]).toContain("\u001b[31m3 (0.0%)\u001b[39m");
  });

  it("has the same in a line, for where nothing can be drawn over", () => {
    expect(liveView("Loading", live()).line).toBe(
      "12s  6,120 requests, 3 failed  508/s  P50 67 ms  P99 423 ms  50 in flight",
    );
  });
});

describe("a sparkline", () => {
  it.each([
    [[1, 4, 8], 20, "▁▄█"],
    [[0, 0], 20, "▁▁"],
    [[1, 2, 3, 4], 2, "▆█"],
    [[], 20, ""],
    [[5], 0, ""],
  ])("of %j in %i columns", (values, width, expected) => {
    expect(sparkline(values, width)).toBe(expected);
  });
});
