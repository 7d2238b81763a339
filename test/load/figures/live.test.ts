import { expect, it } from "vitest";
import { liveFigures, type LiveFigures, type LoadTick } from "../../../src/load/index.ts";
import { plan } from "../support.ts";

const tick = (elapsedMs: number, changes: Partial<LoadTick> = {}): LoadTick => ({
  elapsedMs,
  finished: 100,
  failed: 1,
  inFlight: 5,
  requestsPerSecond: elapsedMs / 1_000,
  p50Ms: 1,
  p99Ms: 2,
  ...changes,
});
const { durationMs: _duration, ...endless } = plan;

it.each([
  ["time", plan, tick(7_500), 0.25, 22_500],
  ["requests", { ...endless, requestLimit: 400 }, tick(1_000), 0.25, 3_000],
  ["whichever is nearer", { ...plan, requestLimit: 200 }, tick(3_000), 0.5, 3_000],
  ["the end, which is not passed", plan, tick(31_000), 1, 0],
  ["nothing before anything happened", plan, tick(0), undefined, undefined],
])("knows how far a run is by %s", (_, limits, at, doneShare, remainingMs) => {
  expect(liveFigures(limits, undefined, at)).toMatchObject({ doneShare, remainingMs, failedPercent: 1 });
});

it("keeps the last rates, and not more of them than can be drawn", () => {
  let live: LiveFigures | undefined;
  for (let time = 0; time < 500; time += 1) live = liveFigures(plan, live, tick(time * 1_000));
  expect(live?.rates).toHaveLength(120);
  expect(live?.rates.at(-1)).toBe(499);
});
