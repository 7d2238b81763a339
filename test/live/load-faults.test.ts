// A server that does everything wrong that a server can: nothing may crash, leak or be miscounted. The long form is
// bench/load-soak.ts.
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import type { LoadPlan, Measured } from "../../src/load/index.ts";
import { countsOf, planTo, runPlan, serve } from "../edge/load/support.ts";
import { chaosServer, DEEDS, type ChaosServer, type Deed } from "./chaos-server.ts";

const TRANSPORTS = ["node", "kernel"] as const;
type Transport = (typeof TRANSPORTS)[number];
const GOOD: readonly Deed[] = [
  "answers",
  "chunks",
  "drips",
  "says 1xx first",
  "sends long headers",
  "closes after the answer",
  "says close",
];
const CUT: readonly Deed[] = ["resets in the body", "ends in the body", "cuts chunks short"];

const LOUD = DEEDS.filter((deed) => deed !== "keeps silent");

const times = (server: ChaosServer, deeds: readonly Deed[]): number =>
  deeds.reduce((sum, deed) => sum + (server.done.get(deed) ?? 0), 0);

/** Good answers mostly, everything else about equally often, silence rarely: it takes a time-out. The same seed does the same. */
function drawing(seed: number): () => Deed {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const share = state / 2 ** 32;
    if (share > 0.995) return "keeps silent";
    return share < 0.5 ? "answers" : (LOUD[Math.floor(((share - 0.5) / 0.495) * LOUD.length)] ?? "answers");
  };
}

const isOver = (transport: Transport, { generator }: Measured): boolean =>
  transport === "node" || generator.stamps === "kernel";

/** The run, when it went over this transport; undefined where this machine has none. */
async function over(transport: Transport, plan: LoadPlan): Promise<Measured | undefined> {
  const measured = await runPlan({ ...plan, transport });
  return isOver(transport, measured) ? measured : undefined;
}

describe.each(TRANSPORTS)("a chaotic server, over the transport %s", (transport) => {
  it("is counted as it counts itself", async (context) => {
    await using server = await chaosServer(drawing(7));
    const plan = planTo(server.port, { requestLimit: 2_000, concurrency: 20, timeoutMs: 1_000, workers: 1 });
    const measured = await over(transport, plan);
    if (measured === undefined) return context.skip("there is no kernel transport here");
    const { successful, failed, unfinished, statuses, failures } = countsOf(measured);
    expect({ total: successful + failed + unfinished, unfinished }).toEqual({ total: 2_000, unfinished: 0 });
    expect(statuses).toEqual({ 200: times(server, GOOD), 500: times(server, ["fails with 500"]) });
    expect(successful).toBe(times(server, GOOD));
    expect(failures["protocol"]).toBe(times(server, ["speaks garbage"]));
    expect(failures["first-byte-timeout"]).toBe(times(server, ["keeps silent"]));
    const { "connection-closed": closed = 0, "connection-reset": reset = 0 } = failures;
    const { races, retried } = measured.connections;
    expect(retried).toBe(races);
    // A reset may overtake the bytes before it: then it is a race, and the request is sent again.
    expect(closed + reset).toBeLessThanOrEqual(times(server, CUT));
    expect(closed + reset + retried).toBeGreaterThanOrEqual(times(server, CUT));
    expect(server.seen).toBeLessThanOrEqual(2_000 + retried);
  });

  it("that restarts is counted to the end", async (context) => {
    await using server = await chaosServer(() => "answers");
    const restarts = [200, 400, 600];
    const plan = planTo(server.port, { durationMs: 1_200, concurrency: 10, timeoutMs: 1_000, transport, workers: 1 });
    const measured = await runPlan(plan, {
      onTick: ({ elapsedMs }) => {
        if (elapsedMs > (restarts[0] ?? Infinity)) {
          restarts.shift();
          void server.restart();
        }
      },
    });
    if (!isOver(transport, measured)) return context.skip("no kernel transport");
    const { successful, failed, unfinished } = countsOf(measured);
    expect(restarts).toEqual([]);
    expect(successful).toBeLessThanOrEqual(server.seen);
    expect(server.seen).toBeLessThanOrEqual(successful + failed + unfinished + measured.connections.retried);
  });

  it("has its large answers counted to the byte, and not kept", async (context) => {
    const piece = Buffer.alloc(1 << 20);
    const app = createServer((_, response) => {
      response.writeHead(200, { "content-length": String(128 << 20) });
      let left = 128;
      const more = (): void => {
        while (left > 0) {
          left -= 1;
          if (!response.write(piece)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    await using server = await serve(app);
    const before = process.memoryUsage().rss;
    const measured = await over(
      transport,
      planTo(server.port, { requestLimit: 2, concurrency: 1, workers: 1, timeoutMs: 20_000 }),
    );
    if (measured === undefined) return context.skip("there is no kernel transport here");
    expect(countsOf(measured)).toMatchObject({ successful: 2, failed: 0 });
    expect(measured.bytes.received).toBeGreaterThan(256 << 20);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });
});

describe("after many runs", () => {
  it("no socket and no timer is left", async () => {
    await using server = await chaosServer(drawing(3));
    const run = () => runPlan(planTo(server.port, { requestLimit: 200, concurrency: 20, timeoutMs: 300 }));
    await run();
    const before = clientSide();
    for (let round = 0; round < 5; round += 1) await run();
    expect(clientSide()).toEqual(before);
  });
});

/** Handles of this process that a run could have forgotten; those of the server are let go first. */
function clientSide(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate|MessagePort|Worker/.test(name));
}
