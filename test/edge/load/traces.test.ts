import { createServer as createHttp2 } from "node:http2";
import { describe, expect, it } from "vitest";
import type { LoadPlan } from "../../../src/load/index.ts";
import { compiled } from "../../load/scenario/support.ts";
import { countsOf, get, httpServer, planTo, post, runPlan, serve, type TestServer } from "./support.ts";

const TRACE = /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/;
const { scenario } = compiled('steps: [{ get: "/first" }, { post: "/second", json: { a: "${random(1, 9)}" } }]');

/** A server of either protocol, and the traces that it sees. The path `/old` leads to another one. */
async function tracing(protocol: "http/1.1" | "h2"): Promise<{ readonly server: TestServer; readonly seen: string[] }> {
  const seen: string[] = [];
  const answer = (request: Readonly<{ headers: Readonly<Record<string, unknown>>; url?: string | undefined }>) => {
    seen.push(String(request.headers["traceparent"]));
    return request.url === "/old" ? { status: 302, headers: { location: "/new" } } : { status: 200, headers: {} };
  };
  if (protocol === "h2") {
    const http2 = createHttp2((request, response) => {
      const { status, headers } = answer(request);
      response.writeHead(status, headers).end("x");
    });
    return { server: await serve(http2), seen };
  }
  const server = await httpServer((request, response) => {
    const { status, headers } = answer(request);
    response.writeHead(status, headers).end("x");
  });
  return { server, seen };
}

const cases: readonly (readonly [name: string, sent: number, Partial<LoadPlan>])[] = [
  ["a mix", 60, { requests: [get("/a"), post("{}", "/b")], requestLimit: 60 }],
  ["redirects", 60, { requests: [get("/old")], redirects: 2, requestLimit: 30 }],
  ["a scenario", 60, { scenario, requestLimit: 30 }],
];

describe.each(["http/1.1", "h2"] as const)("traces over %s", (protocol) => {
  it.each(cases)(
    "are of its own for each request of %s, and among the bytes that are counted",
    async (_, sent, changes) => {
      const { server, seen } = await tracing(protocol);
      await using running = server;
      const measured = await runPlan(planTo(running.port, { protocol, streams: 2, traceparent: true, ...changes }));
      expect(countsOf(measured)).toMatchObject({ successful: sent, failed: 0, unfinished: 0 });
      expect(new Set(seen).size).toBe(sent);
      for (const trace of seen) expect(trace).toMatch(TRACE);
      expect((await running.bytes()).read).toBe(measured.bytes.sent);
    },
  );

  it.runIf(protocol === "h2")("are right where headers fill more than a frame, too", async () => {
    const { server, seen } = await tracing(protocol);
    await using running = server;
    // Somewhere the trace begins in one frame and ends in the next.
    const requests = [0, 20, 40, 60, 80, 100].map((more) => get(`/${"x".repeat(16_250 + more)}`));
    const measured = await runPlan(planTo(running.port, { protocol, traceparent: true, requests, requestLimit: 12 }));
    expect(countsOf(measured).successful).toBe(12);
    expect(new Set(seen).size).toBe(12);
    for (const trace of seen) expect(trace).toMatch(TRACE);
  });

  it("leave alone what has one", async () => {
    const { server, seen } = await tracing(protocol);
    await using running = server;
    const requests = [{ ...get(), headers: [["Traceparent", "mine"]] as const }];
    await runPlan(planTo(running.port, { protocol, traceparent: true, requests, requestLimit: 5 }));
    expect(seen).toEqual(Array.from({ length: 5 }, () => "mine"));
  });
});
