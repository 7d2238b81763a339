import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comparePair, comparePlans } from "../../../../src/edge/load/blocks/compare-plans.ts";
import { newControl } from "../../../../src/edge/load/memory/index.ts";
import { newWorkerPair } from "../../../../src/edge/load/workers/index.ts";
import type { CompareOptions } from "../../../../src/load/compare/index.ts";
import { countOf, type Measured } from "../../../../src/load/index.ts";
import { CARRIERS, planTo, serve } from "../support.ts";

const options = (changes: Partial<CompareOptions> = {}): CompareOptions => ({
  durationMs: 700,
  blockMs: 30,
  looks: [],
  isEnough: () => false,
  seed: 1,
  ...changes,
});

it("says so when the thread of both dies", async () => {
  const served = await serve(createServer((_request, response) => response.end("x")));
  await using _ = served;
  const plan = planTo(served.port, { durationMs: 1_000 });
  const plans = [plan, plan] as const;
  const control = newControl(2);
  const pair = newWorkerPair({ plans, control });
  const dying = options({ durationMs: 600_000, looks: [1e-9], isEnough: () => (pair.close(), false) });
  await expect(comparePair({ plans, pair, control }, dying, { signal: signal() })).rejects.toMatchObject({
    code: "load-compare-thread-lost",
    exitCode: 5,
  });
});

/** As long as it takes to have some blocks, however slow this machine is. */
const untilSome: Partial<CompareOptions> = {
  durationMs: 60_000,
  looks: Array.from({ length: 600 }, (_, index) => (index + 1) / 1_000),
  isEnough: (blocks) => blocks.length >= 6,
};

const answers = (measured: Measured): number =>
  measured.routes.flatMap(({ statuses }) => [...statuses.values()]).reduce((sum, count) => sum + count, 0);

/** Two endpoints of one server, so that it sees whether they are ever loaded at the same time. */
async function twoPathsOn(transport: (typeof CARRIERS)[number]) {
  const seen = { first: 0, second: 0, together: 0 };
  const inFlight = { first: 0, second: 0 };
  const server = createServer((request, response) => {
    const side = request.url === "/first" ? "first" : "second";
    const other = side === "first" ? "second" : "first";
    seen[side] += 1;
    inFlight[side] += 1;
    if (inFlight[other] > 0) seen.together += 1;
    setImmediate(() => {
      inFlight[side] -= 1;
      response.end("x");
    });
  });
  const served = await serve(server);
  const request = (path: string) => ({ name: path, weight: 1, method: "GET", path, headers: [] });
  const plans = [
    planTo(served.port, { requests: [request("/first")], durationMs: 1_000, transport }),
    planTo(served.port, { requests: [request("/second")], durationMs: 1_000, transport }),
  ] as const;
  return { served, seen, plans };
}

const signal = (): AbortSignal => new AbortController().signal;

describe.concurrent.each(CARRIERS)("two endpoints in turn (%s)", (transport) => {
  const twoPaths = () => twoPathsOn(transport);

  it("are never loaded at the same time, by all their users, and every request is counted", async () => {
    const { served, seen, plans } = await twoPaths();
    await using _ = served;
    const { first, second, blocks, interrupted } = await comparePlans(plans, options(untilSome), { signal: signal() });
    expect([answers(first), answers(second)]).toEqual([seen.first, seen.second]);
    expect([first.connections.opened, second.connections.opened]).toEqual([4, 4]);
    expect(seen.together).toBe(0);
    expect(interrupted).toBe(false);
    expect(blocks.length).toBeGreaterThanOrEqual(2);
    const inBlocks = blocks.reduce((sum, { successful }) => sum + successful, 0);
    expect(inBlocks).toBeGreaterThan(0);
    // The warm-up is not part of the blocks.
    expect(inBlocks).toBeLessThan(seen.first + seen.second);
  });

  it("come in pairs of both sides, and a block's latencies are its successes", async () => {
    const { served, plans } = await twoPaths();
    await using _ = served;
    const { blocks } = await comparePlans(plans, options(), { signal: signal() });
    const sides = blocks.map(({ side, pair }) => `${pair} ${side}`).toSorted();
    const pairs = blocks.length / 2;
    expect(sides).toEqual(
      Array.from({ length: pairs }, (_, pair) => [`${pair} first`, `${pair} second`])
        .flat()
        .toSorted(),
    );
    for (const { latency, successful } of blocks)
      expect(latency.counts.reduce((sum, count) => sum + count, 0)).toBe(successful);
  });

  it("take turns in an order that the seed decides", async () => {
    const { served, plans } = await twoPaths();
    await using _ = served;
    const order = async (seed: number) => {
      const { blocks } = await comparePlans(plans, options({ seed, durationMs: 800, blockMs: 20 }), {
        signal: signal(),
      });
      return blocks.filter((_block, index) => index % 2 === 0).map(({ side }) => side);
    };
    const [once, again] = [await order(7), await order(7)];
    const length = Math.min(once.length, again.length);
    expect(once.slice(0, length)).toEqual(again.slice(0, length));
  });

  it("stop when that is enough", async () => {
    const { served, plans } = await twoPaths();
    await using _ = served;
    const asked: number[] = [];
    const isEnough: CompareOptions["isEnough"] = (blocks) => asked.push(blocks.length) > 0;
    const long = options({ durationMs: 12_000, looks: [0.05], isEnough });
    const { looks } = await comparePlans(plans, long, { signal: signal() });
    expect(asked).toHaveLength(1);
    expect(looks).toHaveLength(2);
    expect(looks[1]).toBeLessThan(0.9);
  });

  it("go on by the clock of their own turns when they arrive at a rate", async () => {
    const { served, seen, plans } = await twoPaths();
    await using _ = served;
    const arrival = { startPerSecond: 200, stages: [], process: "constant" } as const;
    const open = [
      { ...plans[0], arrival },
      { ...plans[1], arrival },
    ] as const;
    const { first, second } = await comparePlans(open, options(), { signal: signal() });
    expect([answers(first), answers(second)]).toEqual([seen.first, seen.second]);
    // No heap of arrivals when a gate opens: as many as its own time was worth, give or take one for each turn.
    const dueFor = ({ elapsedMs }: Measured): number => (elapsedMs / 1_000) * 200;
    for (const side of [first, second]) expect(side.schedule?.sent ?? 0).toBeLessThan(dueFor(side) + 40);
  });

  it("end on Ctrl-C with what was measured", async () => {
    const { served, seen, plans } = await twoPaths();
    await using _ = served;
    const stop = new AbortController();
    const onTick = (): void => stop.abort();
    const run = comparePlans(plans, options({ durationMs: 60_000 }), { signal: stop.signal, onTick });
    const { interrupted, first, second } = await run;
    expect(interrupted).toBe(true);
    expect(answers(first) + answers(second)).toBe(seen.first + seen.second);
  });

  it("take turns when only one of them has TLS", async () => {
    const { served, plans } = await twoPaths();
    await using _ = served;
    const fixture = (name: string) => readFileSync(join(import.meta.dirname, "..", "fixtures", name), "utf8");
    const cert = fixture("test-certificate.pem");
    const server = createSecureServer({ cert, key: fixture("test-key.pem") }, (_request, response) =>
      response.end("x"),
    );
    await using secure = await serve(server);
    const origin = { scheme: "https", host: "127.0.0.1", port: secure.port } as const;
    const overTls = { ...plans[1], origin, tls: { verify: false } };
    const { first, second } = await comparePlans([plans[0], overTls], options(), { signal: signal() });
    expect([answers(first) > 0, answers(second) > 0]).toEqual([true, true]);
    expect(first.transport).toBe(second.transport);
    expect([countOf(first.connections.handshake), countOf(second.connections.handshake)]).toEqual([0, 4]);
  });

  it("cannot begin when one of them is not there", async () => {
    const { served, plans } = await twoPaths();
    await using _ = served;
    const gone = await serve(createServer());
    await gone[Symbol.asyncDispose]();
    const broken = [plans[0], planTo(gone.port, { durationMs: 1_000, transport })] as const;
    await expect(comparePlans(broken, options(), { signal: signal() })).rejects.toMatchObject({
      code: "load-unreachable",
    });
  });
});
