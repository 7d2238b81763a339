import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_SLOTS, SLOT, newSlots, slotAt, type Slots } from "../../../../src/edge/load/memory/index.ts";
import { timelineOf } from "../../../../src/edge/load/measure/timeline.ts";
import { COARSE_BUCKETS, coarseBucket } from "../../../../src/load/index.ts";

interface Event {
  readonly atMs: number;
  readonly micros: number;
}

function record(slots: Slots, { atMs, micros }: Event): void {
  const row = slotAt(slots, atMs);
  const at = row * SLOT.width + SLOT.successful;
  slots.figures[at] = (slots.figures[at] ?? 0) + 1;
  const bucket = row * COARSE_BUCKETS + coarseBucket(micros);
  slots.latency[bucket] = (slots.latency[bucket] ?? 0) + 1;
}

function recorded(events: readonly Event[]): Slots {
  const slots = newSlots();
  for (const event of events) record(slots, event);
  return slots;
}

const figures = (lanes: readonly Slots[]) => {
  const { widthMs, slots } = timelineOf(lanes);
  return { widthMs, slots: slots.map(({ successful, latency }) => [successful, filled(latency)]) };
};

/** The buckets that hold something. */
function filled(latency: Uint32Array): readonly (readonly [bucket: number, count: number])[] {
  const found: [number, number][] = [];
  for (let bucket = 0; bucket < latency.length; bucket += 1) {
    const count = latency[bucket] ?? 0;
    if (count > 0) found.push([bucket, count]);
  }
  return found;
}

const events = fc.array(
  fc.record({ atMs: fc.integer({ min: 0, max: 130_000 }), micros: fc.integer({ min: 1, max: 1e7 }) }),
  { minLength: 1, maxLength: 20 },
);

describe("stretches of time", () => {
  it("keep the sum and the largest of what was late, over joinings and lanes", () => {
    const late = (atMs: number, lagMs: number, slots = newSlots()): Slots => {
      const at = slotAt(slots, atMs) * SLOT.width;
      slots.figures[at + SLOT.lag] = (slots.figures[at + SLOT.lag] ?? 0) + lagMs;
      slots.figures[at + SLOT.mostLag] = Math.max(slots.figures[at + SLOT.mostLag] ?? 0, lagMs);
      return slots;
    };
    const lane = late(90_000, 1, late(150, 7, late(50, 3)));
    const [first] = timelineOf([lane, late(0, 5)]).slots;
    expect([first?.lagMs, first?.mostLagMs]).toEqual([15, 7]);
  });

  it("are as many as fit, and no event is lost by joining them", () => {
    fc.assert(
      fc.property(events, (all) => {
        const { widthMs, slots } = timelineOf([recorded(all)]);
        const last = Math.max(...all.map(({ atMs }) => atMs));
        expect(slots.length).toBe(Math.floor(last / widthMs) + 1);
        expect(slots.length).toBeLessThanOrEqual(MOST_SLOTS);
        const counted = slots.map(({ successful, latency }) => [
          successful,
          filled(latency).reduce((sum, [, count]) => sum + count, 0),
        ]);
        const expected = slots.map(() => [0, 0]);
        for (const { atMs } of all) {
          const row = expected[Math.floor(atMs / widthMs)] ?? [];
          row[0] = (row[0] ?? 0) + 1;
          row[1] = (row[1] ?? 0) + 1;
        }
        expect(counted).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it("of several lanes are those of one that did it all, in whatever order they are added", () => {
    fc.assert(
      fc.property(events, events, events, (one, two, three) => {
        const whole = figures([recorded([...one, ...two, ...three])]);
        expect(figures([recorded(one), recorded(two), recorded(three)])).toEqual(whole);
        expect(figures([recorded(three), recorded([...one, ...two])])).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });
});
