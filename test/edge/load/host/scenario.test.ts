import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { monotonicMs } from "../../../../src/edge/load/clock.ts";
import { newHost } from "../../../../src/edge/load/host/index.ts";
import { COUNTER, newControl, type LaneMemory } from "../../../../src/edge/load/memory/index.ts";
import {
  countOf,
  requestBytes,
  type Action,
  type Actor,
  type Answer,
  type LoadPlan,
} from "../../../../src/load/index.ts";
import { get, httpServer, planTo } from "../support.ts";

const STEPS = ["/first", "/second"] as const;

/** Users who ask for two pages with a pause between, and look at the second one's body. */
function twoPages(port: number, pauseMs: number) {
  const answers: Answer[] = [];
  const at = new Map<number, number>();
  const sends = (step: 0 | 1): Action => {
    const request = { ...get(STEPS[step]), headers: [["Accept-Encoding", "gzip"] as const] };
    const origin = { scheme: "http", host: "127.0.0.1", port } as const;
    return { kind: "send", step, bytes: requestBytes(origin, request, true), request: () => request };
  };
  const actor: Actor = {
    steps: STEPS.map((path, index) => ({
      name: `GET ${path}`,
      method: "GET",
      sees: index === 1 ? ("body" as const) : ("status" as const),
      bodyLimit: 1_000,
    })),
    next: (user, nowMs) => {
      const turn = at.get(user) ?? 0;
      at.set(user, (turn + 1) % 4);
      if (turn === 0) return sends(0);
      if (turn === 1) return { kind: "wait", untilMs: nowMs + pauseMs };
      return turn === 2 ? sends(1) : { kind: "done" };
    },
    settle: (_user, answer) => {
      answers.push(answer);
      return "status" in answer && answer.status === 200;
    },
    checks: () => [["GET /second", "is right", answers.length, 0]],
  };
  return { actor, answers };
}

async function play(plan: LoadPlan, actor: Actor): Promise<LaneMemory> {
  const control = newControl(1, plan.requestLimit);
  const host = newHost({ plan, share: { index: 0, of: 1 }, control, wantsSamples: false }, () => actor);
  try {
    const opened = await host.open(["127.0.0.1"]);
    if ("failure" in opened) throw new Error(opened.failure.reason);
    control.times[0] = monotonicMs();
    const end = await host.run(() => {});
    expect(end.checks).toEqual(actor.checks());
    return opened.memory;
  } finally {
    host.close();
  }
}

describe("a lane that plays a scenario", () => {
  it.each([
    ["as fast as it can", {}],
    ["by the clock", { arrival: { startPerSecond: 200, stages: [], process: "constant" as const } }],
  ])("sends what the users do, %s", async (_, changes: Partial<LoadPlan>) => {
    const log: string[] = [];
    await using server = await httpServer((request, response) => {
      log.push(request.url ?? "");
      response.setHeader("Content-Encoding", "gzip");
      response.end(gzipSync(`page ${request.url}`));
    });
    const { actor, answers } = twoPages(server.port, 5);
    const memory = await play(planTo(server.port, { requestLimit: 20, concurrency: 3, ...changes }), actor);
    expect(memory.routes.map(({ name, successful }) => [name, countOf(successful)])).toEqual([
      ["GET /first", 20],
      ["GET /second", 20],
    ]);
    expect(log.filter((path) => path === "/second").length).toBe(20);
    const seen = answers.filter((answer) => "body" in answer && answer.body !== undefined);
    expect(seen.length).toBe(20);
    for (const answer of seen) {
      if (!("body" in answer)) continue;
      expect(Buffer.from(answer.body ?? []).toString()).toBe("page /second");
      expect(answer.headers).toContainEqual(["content-encoding", "gzip"]);
    }
    expect(memory.counters[COUNTER.failed]).toBe(0);
  });

  it("does not begin an iteration again and again that sends nothing", async () => {
    await using server = await httpServer((_, response) => response.end());
    let asked = 0;
    const actor: Actor = {
      steps: [],
      next: () => {
        asked += 1;
        return { kind: "done" };
      },
      settle: () => true,
      checks: () => [],
    };
    await play(planTo(server.port, { requestLimit: 5, concurrency: 1 }), actor);
    expect(asked).toBe(5);
  });

  it("ends pauses with its time", async () => {
    await using server = await httpServer((_, response) => response.end());
    const { actor } = twoPages(server.port, 60_000);
    const memory = await play(planTo(server.port, { durationMs: 200, concurrency: 3 }), actor);
    expect(memory.counters[COUNTER.finished]).toBe(3);
  });
});
