import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { newControl } from "../../../../src/edge/load/memory/index.ts";
import { newWorkerPair } from "../../../../src/edge/load/workers/index.ts";
import { httpServer, planTo } from "../support.ts";

const partsTo = (port: number, changes: Parameters<typeof planTo>[1] = {}) => {
  const plan = planTo(port, { durationMs: 1_000, ...changes });
  return { plans: [plan, plan], control: newControl(2) } as const;
};

describe.concurrent("two lanes in a thread of their own", () => {
  it("that dies before is an error", async () => {
    const dying = () => new Worker("process.exit(3)", { eval: true });
    const pair = newWorkerPair(partsTo(1), dying);
    await expect(pair.open([["127.0.0.1"], ["127.0.0.1"]])).rejects.toMatchObject({ code: "load-thread-lost" });
    pair.close();
  });

  it("that is ended while it runs tells so", async () => {
    await using server = await httpServer((_, response) => response.end("x"));
    const pair = newWorkerPair(partsTo(server.port));
    expect(await pair.open([["127.0.0.1"], ["127.0.0.1"]])).toMatchObject({ lanes: [{}, {}] });
    const running = pair.run();
    pair.close();
    expect((await running).lost).toContain("ended with code");
  });

  it("says which of the two is not there", async () => {
    await using server = await httpServer((_, response) => response.end("x"));
    const there = planTo(server.port, { durationMs: 1_000 });
    const pair = newWorkerPair({ plans: [there, planTo(1, { durationMs: 1_000 })], control: newControl(2) });
    expect(await pair.open([["127.0.0.1"], ["127.0.0.1"]])).toMatchObject({
      of: 1,
      failure: { kind: "connection-refused" },
    });
    pair.close();
  });

  it("hands what is wrong with a plan over as it is", async () => {
    const wrong = { name: "x", weight: 1, method: "GET", path: "/", headers: [["bad name", "x"]] } as const;
    const pair = newWorkerPair(partsTo(1, { requests: [wrong] }));
    await expect(pair.open([["127.0.0.1"], ["127.0.0.1"]])).rejects.toMatchObject({ code: "load-bad-header" });
    pair.close();
  });
});
