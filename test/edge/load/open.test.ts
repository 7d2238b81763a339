import { describe, expect, it } from "vitest";
import { countOf, extremesOf, type LoadPlan } from "../../../src/load/index.ts";
import { countsOf, httpServer, planTo, runPlan } from "./support.ts";

const arrival = (startPerSecond: number, stages: NonNullable<LoadPlan["arrival"]>["stages"] = []) =>
  ({ startPerSecond, stages, process: "constant" }) as const;

describe("an open workload", () => {
  it.each([
    ["node", 1],
    ["node", 2],
    ["kernel", 1],
  ] as const)("sends what is due, each once (%s, %i workers)", async (transport, workers) => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("x");
    });
    const plan = planTo(server.port, { durationMs: 1_000, concurrency: 20, arrival: arrival(300), transport, workers });
    const measured = await runPlan(plan);
    const { schedule } = measured;
    expect(countsOf(measured)).toMatchObject({ successful: served, failed: 0, unfinished: 0 });
    expect(schedule).toMatchObject({ due: 300, sent: served, unsent: 300 - served });
    expect(countOf(schedule?.lag ?? measured.firstByte)).toBe(served);
    expect(extremesOf(schedule?.lag ?? measured.firstByte).min).toBeGreaterThanOrEqual(0);
    const slots = measured.slots?.slots ?? [];
    expect(slots.reduce((sum, slot) => sum + slot.due, 0)).toBe(served);
    expect(slots.slice(0, 10).map(({ due }) => due)).toEqual(
      served === 300 ? Array.from({ length: 10 }, () => 30) : expect.anything(),
    );
  });

  it("follows its stages", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("x");
    });
    const stages = [
      { durationMs: 500, target: 400 },
      { durationMs: 0, target: 0 },
    ];
    const measured = await runPlan(
      planTo(server.port, { durationMs: 800, concurrency: 50, arrival: arrival(0, stages) }),
    );
    expect(measured.schedule?.due).toBe(100);
    expect(countsOf(measured).successful).toBe(served);
  });

  it("counts the waiting for a server that is too slow as latency, and not as lag", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 50));
    const plan = planTo(server.port, { requestLimit: 20, concurrency: 1, arrival: arrival(100) });
    const measured = await runPlan(plan);
    const { schedule, routes } = measured;
    // Twenty answers of 50 ms in a row: the last was due after 190 ms and came after a second.
    expect(countsOf(measured).successful).toBe(20);
    expect(extremesOf(routes[0]?.successful ?? measured.firstByte).max).toBeGreaterThan(800_000);
    expect(countOf(schedule?.blocked ?? measured.firstByte)).toBeGreaterThanOrEqual(18);
    expect(schedule).toMatchObject({ due: 20, sent: 20, unsent: 0 });
  });

  it("tells what it could not send", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      setTimeout(() => response.end(), 100);
    });
    const measured = await runPlan(planTo(server.port, { durationMs: 500, concurrency: 2, arrival: arrival(200) }));
    expect(measured.schedule).toMatchObject({ due: 100, sent: served, unsent: 100 - served });
    expect(served).toBeLessThan(30);
  });
});

describe("a closed workload with a ramp", () => {
  it.each(["node", "kernel"] as const)("has as many users as its stages say (%s)", async (transport) => {
    let open = 0;
    let most = 0;
    await using server = await httpServer(
      (_, response) => setTimeout(() => response.end(), 5),
      (http) => {
        http.on("connection", (socket) => {
          open += 1;
          most = Math.max(most, open);
          socket.on("close", () => (open -= 1));
        });
      },
    );
    const ramp = [
      { durationMs: 600, target: 6 },
      { durationMs: 300, target: 6 },
      { durationMs: 0, target: 2 },
      { durationMs: 600, target: 2 },
    ];
    const measured = await runPlan(
      planTo(server.port, { durationMs: 1_500, concurrency: 6, ramp, transport, workers: 1 }),
    );
    expect(most).toBe(6);
    expect(countsOf(measured)).toMatchObject({ failed: 0, unfinished: 0 });
    const levels = (measured.slots?.slots ?? []).map(({ inFlight }) => inFlight);
    expect(levels[0]).toBeLessThanOrEqual(2);
    expect(Math.max(...levels)).toBe(6);
    expect(levels.at(-1)).toBeLessThanOrEqual(2);
  });
});
