import { describe, expect, it } from "vitest";
import { HISTOGRAM_BYTES, countOf, type LoadTick } from "../../../src/load/index.ts";
import { CARRIERS, countsOf, get, on, httpServer, planTo, post, runPlan } from "./support.ts";

describe.concurrent("a run against node:http", () => {
  it("counts every request and byte that the server counts", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.end("x".repeat(served));
    });
    const measured = await runPlan(planTo(server.port, { requestLimit: 500, concurrency: 7 }));
    const { read, written } = await server.bytes();
    expect(countsOf(measured)).toMatchObject({ successful: 500, failed: 0, unfinished: 0, statuses: { 200: 500 } });
    expect(served).toBe(500);
    expect(measured.bytes).toEqual({ sent: read, received: written });
    expect(server.connections).toBe(7);
    expect(measured.connections).toMatchObject({ opened: 7, failed: 0, races: 0, surplus: 0 });
  });

  it("counts the same where the server closes each connection after a few answers", async () => {
    let served = 0;
    await using server = await httpServer(
      (_, response) => {
        served += 1;
        response.end("hello");
      },
      (http) => {
        http.maxRequestsPerSocket = 7;
      },
    );
    const measured = await runPlan(planTo(server.port, { requestLimit: 700, concurrency: 5 }));
    const { read, written } = await server.bytes();
    expect(countsOf(measured)).toMatchObject({ successful: 700, failed: 0, unfinished: 0 });
    expect(served).toBe(700);
    expect(measured.bytes).toEqual({ sent: read, received: written });
    expect(measured.connections.opened).toBe(server.connections);
    expect(server.connections).toBeGreaterThanOrEqual(100);
  });

  it("opens a connection for each request without keep-alive", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const measured = await runPlan(planTo(server.port, { requestLimit: 60, keepAlive: false }));
    expect(countsOf(measured).successful).toBe(60);
    expect(measured.connections.opened).toBe(60);
    expect(countOf(measured.connections.connect)).toBe(60);
  });

  it("opens no more connections than there are requests", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const measured = await runPlan(planTo(server.port, { requestLimit: 3, concurrency: 50 }));
    expect(countsOf(measured).successful).toBe(3);
    expect(server.connections).toBeLessThanOrEqual(3);
  });

  it("sends a mix in its proportions and counts it by name", async () => {
    const log = new Map<string, number>();
    await using server = await httpServer((request, response) => {
      const key = `${request.method} ${request.url}`;
      log.set(key, (log.get(key) ?? 0) + 1);
      response.statusCode = request.method === "DELETE" ? 204 : request.url === "/missing" ? 404 : 200;
      response.end();
    });
    const requests = [
      { ...get("/users/1"), name: "GET /users/{id}", weight: 3 },
      { ...get("/users/2"), name: "GET /users/{id}", weight: 2 },
      { ...get("/missing"), weight: 1 },
      { ...get("/users/1"), name: "DELETE", method: "DELETE", weight: 2 },
      { ...get("/users"), name: "HEAD", method: "HEAD", weight: 2 },
    ];
    const measured = await runPlan(planTo(server.port, { requests, requestLimit: 1_000 }));
    const byName = measured.routes.map((route) => [
      route.name,
      countOf(route.successful),
      Object.fromEntries(route.refusals),
    ]);
    expect(byName).toEqual([
      ["GET /users/{id}", 500, {}],
      ["GET /missing", 0, { 404: 100 }],
      ["DELETE", 200, {}],
      ["HEAD", 200, {}],
    ]);
    expect(Object.fromEntries(log)).toEqual({
      "GET /users/1": 300,
      "GET /users/2": 200,
      "GET /missing": 100,
      "DELETE /users/1": 200,
      "HEAD /users": 200,
    });
  });

  it("takes the expected status for success, and nothing else", async () => {
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      response.statusCode = served % 2 === 0 ? 400 : 200;
      response.end();
    });
    const requests = [{ ...get(), expectStatus: 400 }];
    const measured = await runPlan(planTo(server.port, { requests, requestLimit: 10 }));
    expect(countsOf(measured)).toMatchObject({ successful: 5, failed: 5, statuses: { 200: 5, 400: 5 } });
    expect([...(measured.routes[0]?.refusals ?? [])]).toEqual([[200, 5]]);
  });

  it("sends bodies as they are", async () => {
    const seen = new Set<string>();
    await using server = await httpServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => (body += text));
      request.on("end", () => {
        seen.add(`${request.headers["content-length"]} ${body}`);
        response.end();
      });
    });
    await runPlan(planTo(server.port, { requests: [post('{"name":"Zoë"}')], requestLimit: 20 }));
    expect([...seen]).toEqual(['15 {"name":"Zoë"}']);
  });

  it("takes answers of a megabyte, of one byte, and in chunks", async () => {
    const large = Buffer.alloc(1_000_000, "x");
    let bodyBytes = 0;
    await using server = await httpServer((request, response) => {
      const body = request.url === "/large" ? large : large.subarray(0, 1);
      bodyBytes += body.length;
      if (request.url === "/chunks") response.write("a");
      response.end(body);
    });
    const requests = [get("/large"), get("/small"), get("/chunks")];
    const measured = await runPlan(planTo(server.port, { requests, requestLimit: 60 }));
    const { written } = await server.bytes();
    expect(countsOf(measured)).toMatchObject({ successful: 60, failed: 0 });
    expect(measured.bytes.received).toBe(written);
    expect(written).toBeGreaterThan(bodyBytes);
  });

  it("ends after its time, and waits for what is under way", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 150));
    const measured = await runPlan(planTo(server.port, { durationMs: 50, concurrency: 1 }));
    expect(countsOf(measured)).toMatchObject({ successful: 1, failed: 0, unfinished: 0 });
    expect(measured.elapsedMs).toBeGreaterThanOrEqual(149);
    expect(measured.interrupted).toBe(false);
  });

  it.each(CARRIERS)("counts as unfinished what has no answer a second after the end (%s)", async (transport) => {
    let unanswered = 0;
    const end = new AbortController();
    await using server = await httpServer((request, response) => {
      if (request.url === "/fast") return void response.end();
      unanswered += 1;
      if (unanswered === 4) end.abort();
    });
    const requests = [get("/fast"), get("/never")];
    const plan = planTo(server.port, { durationMs: 60_000, timeoutMs: 60_000, requests, ...on(transport) });
    const measured = await runPlan(plan, { signal: end.signal });
    expect(measured.routes.map((route) => route.unfinished)).toEqual([0, 4]);
    expect([countsOf(measured).failed, unanswered]).toEqual([0, 4]);
  });

  it("ends early on the signal, and keeps what was measured", async () => {
    const interrupt = new AbortController();
    let served = 0;
    await using server = await httpServer((_, response) => {
      served += 1;
      if (served === 50) interrupt.abort();
      response.end();
    });
    const measured = await runPlan(planTo(server.port, { durationMs: 60_000 }), { signal: interrupt.signal });
    expect(measured.interrupted).toBe(true);
    expect(countsOf(measured).successful).toBe(served);
    expect(served).toBeGreaterThanOrEqual(50);
    expect(measured.elapsedMs).toBeLessThan(30_000);
  });

  it("tells where it stands", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 5));
    const ticks: LoadTick[] = [];
    const end = new AbortController();
    const onTick = (tick: LoadTick): void => {
      ticks.push(tick);
      if (tick.finished > 0) end.abort();
    };
    const measured = await runPlan(planTo(server.port, { durationMs: 60_000 }), { onTick, signal: end.signal });
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    for (const tick of ticks) {
      expect(tick.finished).toBeLessThanOrEqual(countsOf(measured).successful);
      expect(tick.p99Ms).toBeGreaterThanOrEqual(tick.p50Ms);
    }
    expect(ticks.at(-1)?.p50Ms).toBeGreaterThan(4);
  });

  it("has latencies no smaller than the server's own time", async () => {
    await using server = await httpServer((_, response) => setTimeout(() => response.end(), 30));
    const { routes, firstByte, generator } = await runPlan(planTo(server.port, { requestLimit: 40 }));
    expect(routes[0]?.successful.totals[2]).toBeGreaterThan(29_000);
    expect(countOf(firstByte)).toBe(40);
    expect(generator.cpuMs).toBeGreaterThan(0);
    expect(routes[0]?.successful.counts.buffer.byteLength).toBe(HISTOGRAM_BYTES);
  });
});
