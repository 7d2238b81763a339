import { describe, expect, it } from "vitest";
import { countOf, extremesOf, type LoadPlan } from "../../../src/load/index.ts";
import { CARRIERS, countsOf, httpServer, planTo, runPlan } from "./support.ts";

const arrival = (startPerSecond: number, stages: NonNullable<LoadPlan["arrival"]>["stages"] = []) =>
  ({ startPerSecond, stages, process: "constant" }) as const;

describe.concurrent("an open workload", () => {
  it.each([
    ["node", undefined],
    ["node", 2],
    ["kernel", 1],
  ] as const)("sends what is due, each once (%s, workers: %s)", async (transport, workers) => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("x");
    });
    const plan = planTo(server.port, {
      durationMs: 400,
      concurrency: 20,
      arrival: arrival(300),
      transport,
      ...(workers === undefined ? {} : { workers }),
    });
    const measured = await runPlan(plan);
    const { schedule } = measured;
    expect(countsOf(measured)).toMatchObject({ successful: served, failed: 0, unfinished: 0 });
    expect(schedule).toMatchObject({ due: 120, sent: served, unsent: 120 - served });
    expect(countOf(schedule?.lag ?? measured.firstByte)).toBe(served);
    expect(extremesOf(schedule?.lag ?? measured.firstByte).min).toBeGreaterThanOrEqual(0);
    const slots = measured.slots?.slots ?? [];
    expect(slots.reduce((sum, slot) => sum + slot.due, 0)).toBe(served);
    expect(slots.slice(0, 4).map(({ due }) => due)).toEqual(served === 120 ? [30, 30, 30, 30] : expect.anything());
  });

  it("follows its stages", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("x");
    });
    const stages = [
      { durationMs: 250, target: 400 },
      { durationMs: 0, target: 0 },
    ];
    const measured = await runPlan(
      planTo(server.port, { durationMs: 350, concurrency: 50, arrival: arrival(0, stages) }),
    );
    expect(measured.schedule?.due).toBe(50);
    expect(countsOf(measured).successful).toBe(served);
  });

  it("counts the waiting for a server that is too slow as latency, and not as lag", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 30));
    const plan = planTo(server.port, { requestLimit: 10, concurrency: 1, arrival: arrival(100) });
    const measured = await runPlan(plan);
    const { schedule, routes } = measured;
    // Ten answers of 30 ms in a row: the last was due after 90 ms and came after 300.
    expect(countsOf(measured).successful).toBe(10);
    expect(extremesOf(routes[0]?.successful ?? measured.firstByte).max).toBeGreaterThan(190_000);
    expect(countOf(schedule?.blocked ?? measured.firstByte)).toBeGreaterThanOrEqual(8);
    expect(schedule).toMatchObject({ due: 10, sent: 10, unsent: 0 });
  });

  it("tells what it could not send", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      setTimeout(() => response.end(), 100);
    });
    const measured = await runPlan(planTo(server.port, { durationMs: 250, concurrency: 2, arrival: arrival(200) }));
    expect(measured.schedule).toMatchObject({ due: 50, sent: served, unsent: 50 - served });
    expect(served).toBeLessThan(15);
  });
});

/** A server that knows how many connections it has, and whose `onRequest` answers, and may end the run. */
async function crowdServer(onRequest: (open: number, answer: () => void) => void) {
  const seen = { open: 0, most: 0 };
  const server = await httpServer(
    (_, response) => onRequest(seen.open, () => response.end()),
    (http) => {
      http.on("connection", (socket) => {
        seen.open += 1;
        seen.most = Math.max(seen.most, seen.open);
        socket.on("close", () => (seen.open -= 1));
      });
    },
  );
  return { server, seen };
}

describe.concurrent.each(CARRIERS)("a closed workload with a ramp (%s)", (transport) => {
  const long = { durationMs: 600_000, concurrency: 6, workers: 1 } as const;

  it("has one user more after another, up to the highest level", async () => {
    const end = new AbortController();
    const waiting: (() => void)[] = [];
    // Nobody is answered before all six wait, so that they are in flight together however slow this machine is.
    const { server, seen } = await crowdServer((_, answer) => {
      waiting.push(answer);
      if (waiting.length < 6) return;
      end.abort();
      for (const each of waiting) each();
    });
    await using running = server;
    const ramp = [
      { durationMs: 200, target: 6 },
      { durationMs: 600_000, target: 6 },
    ];
    const measured = await runPlan(planTo(running.port, { ...long, ramp, transport }), { signal: end.signal });
    expect(seen.most).toBe(6);
    // One for each user, and the first one, which is opened before anybody has come.
    expect(running.connections).toBeLessThanOrEqual(7);
    expect(countsOf(measured)).toMatchObject({ failed: 0, unfinished: 0 });
    const levels = (measured.slots?.slots ?? []).map(({ inFlight }) => inFlight);
    expect(Math.max(...levels)).toBe(6);
  });

  it("sends users home when the level falls", async () => {
    const end = new AbortController();
    let hasBeenFull = false;
    let atHome = 0;
    const { server, seen } = await crowdServer((open, answer) => {
      hasBeenFull ||= open > 2;
      if (hasBeenFull && open <= 2) atHome += 1;
      // Two users need 250 ms and more for them: the last stretch of time, of 100 ms, is theirs alone.
      if (atHome === 250) end.abort();
      setTimeout(answer, 2);
    });
    await using running = server;
    const ramp = [
      { durationMs: 0, target: 6 },
      { durationMs: 400, target: 2 },
      { durationMs: 600_000, target: 2 },
    ];
    // Where nobody had the time to come while they were wanted, there is nobody to send home.
    const late = setTimeout(() => hasBeenFull || end.abort(), 5_000);
    const measured = await runPlan(planTo(running.port, { ...long, ramp, transport }), { signal: end.signal });
    clearTimeout(late);
    expect(seen.most).toBeLessThanOrEqual(6);
    expect(countsOf(measured)).toMatchObject({ failed: 0, unfinished: 0 });
    expect(measured.slots?.slots.at(-1)?.users).toBeLessThanOrEqual(2);
    expect(measured.slots?.slots.at(-1)?.inFlight).toBeLessThanOrEqual(2);
  });
});
