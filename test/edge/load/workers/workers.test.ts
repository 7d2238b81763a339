import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { isBackwrightError } from "../../../../src/kit/index.ts";
import { newControl } from "../../../../src/edge/load/memory/index.ts";
import { newWorkerHost } from "../../../../src/edge/load/workers/index.ts";
import { countOf, type LoadSample } from "../../../../src/load/index.ts";
import { countsOf, get, httpServer, planTo, runPlan } from "../support.ts";

describe.concurrent("a run in several threads", () => {
  it.each(["node", "kernel"] as const)("counts what the server counts (%s)", async (transport) => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("x".repeat(served % 50));
    });
    const plan = planTo(server.port, { requestLimit: 1_001, concurrency: 7, workers: 2, transport });
    const measured = await runPlan(plan);
    const { read, written } = await server.bytes();
    expect(countsOf(measured)).toMatchObject({ successful: 1_001, failed: 0, unfinished: 0, statuses: { 200: 1_001 } });
    expect(served).toBe(1_001);
    expect(measured.bytes).toEqual({ sent: read, received: written });
    expect(measured.connections).toMatchObject({ opened: 7, failed: 0 });
    expect(measured.generator.workers).toBe(2);
    const slots = measured.slots?.slots ?? [];
    expect(slots.reduce((sum, slot) => sum + slot.successful, 0)).toBe(1_001);
    expect(slots.reduce((sum, slot) => sum + slot.receivedBytes, 0)).toBe(written);
  });

  it("hands over every finished request", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const samples: LoadSample[] = [];
    const plan = planTo(server.port, {
      requestLimit: 2_500,
      workers: 2,
      samples: true,
      requests: [get("/a"), get("/b")],
    });
    const measured = await runPlan(plan, {
      onSamples: async (batch) => {
        samples.push(...batch);
      },
    });
    expect(samples.length).toBe(2_500);
    const byName = (name: string): number => samples.filter(({ route }) => route === name).length;
    expect([byName("GET /a"), byName("GET /b")]).toEqual(measured.routes.map(({ successful }) => countOf(successful)));
    expect(measured.droppedSamples).toBe(0);
    expect(samples.every(({ status, atMs, latencyMs }) => status === 200 && atMs >= 0 && latencyMs > 0)).toBe(true);
    expect(
      samples.every(({ firstByteMs, latencyMs }) => (firstByteMs ?? -1) >= 0 && (firstByteMs ?? 0) <= latencyMs),
    ).toBe(true);
    expect(samples.reduce((sum, { receivedBytes = 0 }) => sum + receivedBytes, 0)).toBe(measured.bytes.received);
  });

  it("tells of the samples that were refused, and goes on", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const plan = planTo(server.port, { requestLimit: 2_500, workers: 2, samples: true });
    let calls = 0;
    const onSamples = async (): Promise<void> => {
      calls += 1;
      throw new Error("the disk is full");
    };
    const measured = await runPlan(plan, { onSamples });
    expect(calls).toBe(1);
    expect([countsOf(measured).successful, measured.droppedSamples]).toEqual([2_500, 2_500]);
  });

  it.each(["node", "kernel"] as const)("shares the number of requests out as they are sent (%s)", async (transport) => {
    let served = 0;
    let answerFirst = (): void => {};
    // One connection waits until the other, in another thread, has sent all the rest.
    await using server = await httpServer((_, response) => {
      served += 1;
      if (served === 1) answerFirst = () => void response.end();
      else response.end();
      if (served === 301) answerFirst();
    });
    const plan = planTo(server.port, { requestLimit: 301, concurrency: 2, workers: 2, transport, timeoutMs: 60_000 });
    expect(countsOf(await runPlan(plan))).toMatchObject({ successful: 301, failed: 0, unfinished: 0 });
    expect(served).toBe(301);
  });

  it("ends on the signal", async () => {
    const interrupt = new AbortController();
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      if (served === 50) interrupt.abort();
      response.end();
    });
    const measured = await runPlan(planTo(server.port, { durationMs: 60_000, workers: 2 }), {
      signal: interrupt.signal,
    });
    expect(measured.interrupted).toBe(true);
    expect(countsOf(measured).successful).toBe(served);
  });

  it("says that nothing listens there", async () => {
    const server = await httpServer((_, response) => response.end());
    const { port } = server;
    await server[Symbol.asyncDispose]();
    await expect(runPlan(planTo(port, { workers: 2 }))).rejects.toMatchObject({ code: "load-unreachable" });
  });

  it("says what is wrong with a plan", async () => {
    const requests = [{ ...get(), headers: [["Bad Name", "x"] as const] }];
    await expect(runPlan(planTo(1, { workers: 2, requests }))).rejects.toSatisfy(
      (error) => isBackwrightError(error) && error.code === "load-bad-header" && error.exitCode === 2,
    );
  });
});

describe.concurrent("a thread that dies", () => {
  const dying = `
    const { parentPort } = require("node:worker_threads");
    parentPort.on("message", ({ say }) => {
      if (say === "open") parentPort.postMessage({ say: "opened", opened: { address: "127.0.0.1", transport: "node:net" } });
      if (say === "run") process.exit(3);
    });`;
  const parts = { plan: planTo(1), share: { index: 0, of: 1 }, control: newControl(1), wantsSamples: false };

  it("is told, and not waited for", async () => {
    const host = newWorkerHost(parts, (_, options) => new Worker(dying, { ...options, eval: true }));
    expect(await host.open(["127.0.0.1"])).toMatchObject({ address: "127.0.0.1" });
    expect(await host.run(() => {})).toMatchObject({ lost: "a load thread ended with code 3" });
  });

  it("is an error while it is opened", async () => {
    const host = newWorkerHost(parts, (_, options) => new Worker("throw new Error('no')", { ...options, eval: true }));
    await expect(host.open(["127.0.0.1"])).rejects.toMatchObject({ code: "load-thread-lost", exitCode: 3 });
    await expect(host.open(["127.0.0.1"])).rejects.toThrow(/before the load began: no\./);
  });
});
