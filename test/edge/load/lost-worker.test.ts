import { describe, expect, it } from "vitest";
import { createLoadEngine } from "../../../src/edge/load/index.ts";
import { runPlan } from "../../../src/edge/load/run.ts";
import { newWorkerHost } from "../../../src/edge/load/workers/index.ts";
import type { LoadEngine, LoadPlan } from "../../../src/load/index.ts";
import { runCli } from "../../support/world.ts";
import { countsOf, httpServer, planTo } from "./support.ts";

const ANSWERED = 50;
const USERS = 4;

/** A server that answers fifty requests and then keeps silent; when all users wait for it, a thread is ended from outside. */
async function fatalServer(kill: () => void) {
  let seen = 0;
  return httpServer((_, response) => {
    seen += 1;
    if (seen <= ANSWERED) response.end("x");
    if (seen === ANSWERED + USERS) kill();
  });
}

/** Threads of which the first can be killed. */
function mortals() {
  const hosts: ReturnType<typeof newWorkerHost>[] = [];
  const start = (parts: Parameters<typeof newWorkerHost>[0]) => {
    const host = newWorkerHost(parts);
    hosts.push(host);
    return host;
  };
  return { start, kill: () => hosts[0]?.close() };
}

describe.concurrent("a run whose thread dies", () => {
  it.each([
    ["node", 2],
    ["kernel", 2],
    ["node", 1],
  ] as const)("keeps what was measured and ends at once (%s, of %i)", async (transport, workers) => {
    const { start, kill } = mortals();
    await using server = await fatalServer(kill);
    const plan = planTo(server.port, {
      durationMs: 600_000,
      timeoutMs: 600_000,
      concurrency: USERS,
      workers,
      transport,
    });
    const measured = await runPlan(plan, { signal: new AbortController().signal }, start);
    expect(countsOf(measured)).toMatchObject({ successful: ANSWERED, failed: 0, unfinished: USERS });
    expect(measured.generator).toMatchObject({ workers, lostWorkers: [expect.stringContaining("ended with code")] });
    expect(measured.elapsedMs).toBeLessThan(plan.durationMs ?? 0);
    expect(measured.interrupted).toBe(false);
  });

  it("is INVALID for whoever asked for it, and says why", async () => {
    const { start, kill } = mortals();
    await using server = await fatalServer(kill);
    const run = (plan: LoadPlan, observer: Parameters<LoadEngine["run"]>[1]) =>
      runPlan({ ...plan, workers: 1, transport: "node" }, observer, start);
    const words = ["load", `http://127.0.0.1:${server.port}/`, "--duration", "600", "--users", String(USERS)];
    const { code, stdout } = await runCli(words, { world: { load: { ...createLoadEngine(), run } } });
    expect(stdout).toMatch(/INVALID/);
    expect(stdout).toMatch(/threads? of it died/);
    expect(code).toBe(5);
  });
});
