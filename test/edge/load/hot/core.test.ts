import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answered,
  begin,
  failed,
  isOver,
  newCore,
  park,
  start,
  wake,
  wakeAt,
  type Core,
} from "../../../../src/edge/load/hot/index.ts";
import {
  COUNTER,
  STEER,
  newControl,
  newLaneMemory,
  SLOT,
  type Control,
} from "../../../../src/edge/load/memory/index.ts";
import { countOf, type LoadPlan } from "../../../../src/load/index.ts";
import { get, planTo } from "../support.ts";

const START = 1_000_000;

function coreOf(changes: Partial<LoadPlan>, shared?: Control): Core {
  const plan = planTo(1, { durationMs: 2_000, ...changes });
  const memory = newLaneMemory(
    plan.requests.map(({ name }) => name),
    plan.concurrency,
  );
  const control = shared ?? newControl(1, plan.requestLimit);
  const parts = { plan, share: { index: 0, of: 1 }, memory, control, gate: STEER.gates, actor: undefined };
  const core = newCore(parts);
  start(core, START);
  return core;
}

const arrival = (perSecond: number) => ({ startPerSecond: perSecond, stages: [], process: "constant" }) as const;

describe("an open workload", () => {
  it("is never sent early, and sent at once when a slot is free", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("constant" as const, "poisson" as const),
        fc.array(fc.tuple(fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 200 }),
        (concurrency, process, steps) => {
          const core = coreOf({ concurrency, arrival: { ...arrival(500), process } });
          for (let slot = 0; slot < concurrency; slot += 1) park(core, slot);
          const busy: number[] = [];
          let late = 0;
          for (const [forward, answers] of steps) {
            core.atMs += forward / 10;
            if (answers && busy.length > 0) {
              const slot = busy.shift() ?? 0;
              answered(core, slot, 200);
              if (begin(core, slot) >= 0) busy.push(slot);
            }
            for (let slot = wake(core); slot >= 0; slot = wake(core)) {
              expect(begin(core, slot)).toBe(0);
              busy.push(slot);
            }
            for (const slot of busy) if ((core.dueAt[slot] ?? 0) > (core.sentAt[slot] ?? 0)) late += 1;
            // Nothing that is due waits while a slot is free.
            expect(wakeAt(core)).toBeGreaterThan(core.atMs);
          }
          expect(late).toBe(0);
        },
      ),
    );
  });

  it("counts as latency what the server made wait, and as lag what we did", () => {
    const core = coreOf({ concurrency: 1, arrival: arrival(100) });
    park(core, 0);
    // Due at 0, sent at 3: our fault.
    core.atMs = START + 3;
    expect(wake(core)).toBe(0);
    expect(begin(core, 0)).toBe(0);
    // Due at 10 and 20, but the only slot is busy until 24: the server's fault.
    core.atMs = START + 24;
    answered(core, 0, 200);
    core.atMs = START + 25;
    expect(begin(core, 0)).toBe(0);
    core.atMs = START + 30;
    answered(core, 0, 200);
    const { lag, blocked, routes } = core.memory;
    expect([...(routes[0]?.successful.totals ?? [])].slice(2)).toEqual([20_000, 21_000]);
    expect([...lag.totals]).toEqual([2, 4_000, 1_000, 3_000]);
    expect([...blocked.totals]).toEqual([1, 14_000, 14_000, 14_000]);
  });

  it("ends with its time, and says what was never sent", () => {
    const core = coreOf({ concurrency: 1, arrival: arrival(100), durationMs: 100 });
    park(core, 0);
    core.atMs = START + 1;
    expect(begin(core, wake(core))).toBe(0);
    core.atMs = START + 100;
    answered(core, 0, 200);
    expect(begin(core, 0)).toBe(-1);
    expect(wake(core)).toBe(-1);
    expect(isOver(core)).toBe(true);
    expect(core.counters[COUNTER.arrived]).toBe(1);
  });
});

describe("a closed workload", () => {
  it("begins when a gate opens, and not before", () => {
    const core = coreOf({ concurrency: 2 });
    core.control.words[STEER.gates] = 0;
    expect([begin(core, 0), begin(core, 1), wake(core)]).toEqual([-1, -1, -1]);
    core.control.words[STEER.gates] = 1;
    expect([begin(core, wake(core)), begin(core, wake(core)), wake(core)]).toEqual([0, 0, -1]);
  });

  it("has only the users that are wanted", () => {
    const core = coreOf({ concurrency: 3 });
    core.control.words[STEER.users] = 2;
    expect([begin(core, 0), begin(core, 1), begin(core, 2)]).toEqual([0, 0, -1]);
  });

  it("is stopped when too many of the last thousand requests fail", () => {
    const core = coreOf({ concurrency: 1, abortAbovePercent: 10, requests: [get()] });
    for (let request = 0; request < 1_000; request += 1) {
      begin(core, 0);
      if (request % 10 === 0) failed(core, 0, "connection-reset");
      else answered(core, 0, 200);
    }
    expect(core.control.words[STEER.stop]).toBe(0);
    begin(core, 0);
    failed(core, 0, "connection-reset");
    begin(core, 0);
    failed(core, 0, "connection-reset");
    expect([core.control.words[STEER.stop], core.counters[COUNTER.aborted]]).toEqual([1, 1]);
  });

  it("counts every request in one stretch of time", () => {
    const core = coreOf({ concurrency: 1, durationMs: 1e9 });
    for (let request = 0; request < 3_000; request += 1) {
      core.atMs += 47;
      begin(core, 0);
      core.atMs += 3;
      answered(core, 0, 200);
    }
    const { state, figures } = core.memory.slots;
    const sum = (index: number): number =>
      Array.from({ length: state[1] ?? 0 }, (_, row) => figures[row * SLOT.width + index] ?? 0).reduce(
        (a, b) => a + b,
        0,
      );
    expect([sum(SLOT.sent), sum(SLOT.successful), sum(SLOT.classes + 2)]).toEqual([3_000, 3_000, 3_000]);
    expect(state[0]).toBe(400);
    expect(core.memory.slots.latency.reduce((a, b) => a + b, 0)).toBe(3_000);
    expect(countOf(core.memory.routes[0]?.successful ?? core.memory.lag)).toBe(3_000);
  });
});

describe("a number of requests", () => {
  it("is shared by lanes as they send, and exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.boolean(), { maxLength: 200 }), (limit, turns) => {
        const control = newControl(2, limit);
        const lanes = [coreOf({ concurrency: 1 }, control), coreOf({ concurrency: 1 }, control)] as const;
        let begun = 0;
        for (const isFirst of [...turns, ...Array.from({ length: limit }, () => false)]) {
          const core = lanes[isFirst ? 0 : 1];
          if (begin(core, 0) < 0) continue;
          begun += 1;
          answered(core, 0, 200);
        }
        expect(begun).toBe(limit);
        expect(lanes.map(isOver)).toEqual([true, true]);
      }),
    );
  });

  it("is not over for a lane that waits for its last answer", () => {
    const control = newControl(2, 3);
    const [slow, quick] = [coreOf({ concurrency: 1 }, control), coreOf({ concurrency: 1 }, control)];
    begin(slow, 0);
    for (let sent = 0; sent < 2; sent += 1) {
      begin(quick, 0);
      answered(quick, 0, 200);
    }
    expect([isOver(slow), isOver(quick), begin(quick, 0)]).toEqual([false, true, -1]);
    answered(slow, 0, 200);
    expect(isOver(slow)).toBe(true);
  });
});
