import { describe, expect, it } from "vitest";
import { countOf } from "../../../src/load/index.ts";
import { countsOf, get, httpServer, planTo, runPlan } from "./support.ts";

describe.concurrent("the facts of a run", () => {
  it("tell when the first 429 came, with its headers, and when it was over", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      if (served > 10 && served <= 30) {
        response.writeHead(429, { "Retry-After": "2", "RateLimit-Policy": '"burst";q=10', "X-Other": "no" });
      }
      response.end();
    });
    const { rateLimit } = await runPlan(planTo(server.port, { requestLimit: 50, concurrency: 1 }));
    expect(rateLimit).toMatchObject({
      first: { after: 10 },
      headers: [
        ["retry-after", "2"],
        ["ratelimit-policy", '"burst";q=10'],
      ],
      count: 20,
    });
    expect(rateLimit?.recoveredAtMs).toBeGreaterThan(rateLimit?.first?.atMs ?? Number.POSITIVE_INFINITY);
  });

  it("say nothing of limits where there were none", async () => {
    await using server = await httpServer((_, response) => response.end());
    const measured = await runPlan(planTo(server.port, { requestLimit: 10 }));
    expect(measured.rateLimit).toBeUndefined();
    expect(measured.aborted).toBeUndefined();
  });

  it("end when too many requests fail", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.statusCode = served > 1_000 ? 500 : 200;
      response.end();
    });
    const measured = await runPlan(planTo(server.port, { durationMs: 60_000, abortAbovePercent: 20 }));
    expect(measured.aborted).toBe(true);
    const { failed } = countsOf(measured);
    expect(failed).toBeGreaterThan(200);
    expect(failed).toBeLessThan(210);
    expect(measured.elapsedMs).toBeLessThan(50_000);
  });

  it("hold the time of the first byte and of the rest apart", async () => {
    await using server = await httpServer((_, response) => {
      response.write("a");
      setTimeout(() => response.end("b"), 30);
    });
    const { firstByte, download } = await runPlan(planTo(server.port, { requestLimit: 8 }));
    expect(countOf(firstByte)).toBe(8);
    expect(download?.totals[3]).toBeGreaterThan(25_000);
  });

  it("fail by the phase that took too long", async () => {
    await using server = await httpServer((request, response) => {
      if (request.url === "/half") response.write("a");
    });
    const requests = [get("/half"), get("/none")];
    const plan = planTo(server.port, { requests, requestLimit: 4, timeoutMs: 200, timeouts: { firstByteMs: 100 } });
    expect(countsOf(await runPlan(plan)).failures).toEqual({ "first-byte-timeout": 2, "response-timeout": 2 });
  });

  it("count traces among the bytes, and each request has its own", async () => {
    const traces: string[] = [];
    await using server = await httpServer((request, response) => {
      traces.push(String(request.headers["traceparent"]));
      response.end();
    });
    const measured = await runPlan(planTo(server.port, { requestLimit: 300, traceparent: true }));
    const { read } = await server.bytes();
    expect(measured.bytes.sent).toBe(read);
    expect(new Set(traces).size).toBe(300);
    for (const trace of traces) expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
