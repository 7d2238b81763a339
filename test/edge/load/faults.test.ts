import { createServer as createHttpServer } from "node:http";
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createLoadEngine } from "../../../src/edge/load/index.ts";
import { CARRIERS, countsOf, get, on, onRequests, planTo, post, rawServer, runPlan, serve } from "./support.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

interface Fault {
  readonly onSocket: (socket: Socket) => void;
  readonly expected: Readonly<Record<string, number>>;
}

const faults: Readonly<Record<string, Fault>> = {
  "a close in the middle of the body": {
    onSocket: (socket) => onRequests(socket, () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")),
    expected: { "connection-closed": 20 },
  },
  "chunks that are cut short": {
    onSocket: (socket) =>
      onRequests(socket, () => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe")),
    expected: { "connection-closed": 20 },
  },
  "a close before any answer, on a fresh connection": {
    onSocket: (socket) => onRequests(socket, () => socket.end()),
    expected: { "connection-closed": 20 },
  },
  "an answer that is no HTTP": {
    onSocket: (socket) => onRequests(socket, () => socket.write("SSH-2.0-OpenSSH_9.2\r\n")),
    expected: { protocol: 20 },
  },
  "headers without end": {
    onSocket: (socket) => onRequests(socket, () => socket.write(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(300_000)}`)),
    expected: { protocol: 20 },
  },
};

describe("a run against a faulty server", () => {
  it.each(Object.entries(faults))("counts %s", async (_, { onSocket, expected }) => {
    await using server = await rawServer(onSocket);
    const measured = await runPlan(planTo(server.port, { requestLimit: 20 }));
    expect(countsOf(measured)).toMatchObject({ successful: 0, failed: 20, unfinished: 0, failures: expected });
  });

  it("counts a reset in the middle of the body", async () => {
    // Closing a socket that has unread bytes resets the connection.
    await using server = await rawServer((socket) => {
      socket.once("readable", () => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", () => socket.destroy());
      });
    });
    const requests = [post(Buffer.alloc(5_000_000))];
    const measured = await runPlan(planTo(server.port, { requests, requestLimit: 20 }));
    expect(countsOf(measured)).toMatchObject({ successful: 0, failed: 20, failures: { "connection-reset": 20 } });
  });

  it("counts a server that never answers, after the time-out", async () => {
    await using server = await rawServer(() => undefined);
    const measured = await runPlan(planTo(server.port, { requestLimit: 6, concurrency: 3, timeoutMs: 100 }));
    expect(countsOf(measured)).toMatchObject({ failed: 6, failures: { "first-byte-timeout": 6 } });
    expect(measured.routes[0]?.failed.totals[2]).toBeGreaterThan(99_000);
  });

  it("counts a drip that is too slow, and waits for one that is not", async () => {
    await using server = await rawServer((socket) =>
      onRequests(socket, () => {
        let at = 0;
        const timer = setInterval(() => {
          socket.write(OK.charAt(at));
          at += 1;
          if (at >= OK.length || socket.destroyed) clearInterval(timer);
        }, 2);
      }),
    );
    const patient = await runPlan(planTo(server.port, { requestLimit: 4 }));
    expect(countsOf(patient)).toMatchObject({ successful: 4, failed: 0 });
    const hasty = await runPlan(planTo(server.port, { requestLimit: 4, timeoutMs: 40 }));
    expect(countsOf(hasty)).toMatchObject({ successful: 0, failures: { "response-timeout": 4 } });
  });

  it.each(CARRIERS)(
    "sends a GET again when the server closes the connection under it, and counts it once (%s)",
    async (transport) => {
      let answered = 0;
      await using server = await rawServer((socket) =>
        onRequests(socket, (count) => {
          if (count > 5) return socket.destroy();
          answered += 1;
          socket.write(OK);
        }),
      );
      const measured = await runPlan(planTo(server.port, { requestLimit: 200, concurrency: 3, ...on(transport) }));
      const { races, retried } = measured.connections;
      expect(countsOf(measured)).toMatchObject({ successful: 200, failed: 0, unfinished: 0 });
      expect(answered).toBe(200);
      expect(retried).toBe(races);
      expect(races).toBeGreaterThanOrEqual(30);
    },
  );

  it.each(CARRIERS)("does not send a POST again (%s)", async (transport) => {
    let answered = 0;
    await using server = await rawServer((socket) =>
      onRequests(socket, (count) => {
        if (count > 4) return socket.end();
        answered += 1;
        socket.write(OK);
      }),
    );
    const plan = planTo(server.port, { requests: [post("")], requestLimit: 100, concurrency: 1, ...on(transport) });
    const measured = await runPlan(plan);
    const { races, retried } = measured.connections;
    expect(retried).toBe(0);
    expect(countsOf(measured)).toMatchObject({ successful: 80, failed: 20, failures: { "connection-closed": 20 } });
    expect([answered, races]).toEqual([80, 20]);
  });

  it("takes a body that ends with the connection as complete", async () => {
    await using server = await rawServer((socket) =>
      onRequests(socket, () => socket.end("HTTP/1.1 200 OK\r\n\r\nhello")),
    );
    const measured = await runPlan(planTo(server.port, { requestLimit: 30 }));
    expect(countsOf(measured)).toMatchObject({ successful: 30, failed: 0 });
    expect(measured.connections.races).toBe(0);
  });

  it("gives up a connection on which bytes follow a complete answer", async () => {
    await using server = await rawServer((socket) =>
      onRequests(socket, () => socket.write(`${OK}HTTP/1.1 500 Oh\r\n\r\n`)),
    );
    const measured = await runPlan(planTo(server.port, { requestLimit: 30 }));
    expect(countsOf(measured)).toMatchObject({ successful: 30, statuses: { 200: 30 } });
    expect(measured.connections).toMatchObject({ surplus: 30, opened: 30 });
  });

  it("does not reuse a connection whose request was answered before it was sent", async () => {
    await using server = await rawServer((socket) => {
      socket.pause();
      socket.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    });
    const requests = [post(Buffer.alloc(20_000_000))];
    const measured = await runPlan(planTo(server.port, { requests, requestLimit: 6, concurrency: 2 }));
    expect(countsOf(measured)).toMatchObject({ failed: 6, statuses: { 413: 6 } });
    expect(measured.connections.opened).toBe(6);
  });

  it("goes on when the server goes away and comes back, and counts what was refused", async () => {
    const first = createHttpServer((_, response) => response.end());
    let accepted = 0;
    first.on("connection", () => (accepted += 1));
    await using server = await serve(first);
    const { port } = server;
    const second = createHttpServer((_, response) => response.end("back"));
    const isBack = new Promise<void>((resolve) => second.once("request", () => resolve()));
    const stopped = new AbortController();
    const plan = planTo(port, { durationMs: 60_000 });
    const running = runPlan(plan, {
      signal: stopped.signal,
      onTick: ({ failed, finished }) => {
        // A connection that still waits to be accepted when the server closes would be reset, not refused.
        if (finished > 0 && accepted >= plan.concurrency && first.listening) {
          first.close();
          first.closeAllConnections();
        }
        if (failed > 3 && !second.listening) second.listen(port, "127.0.0.1");
      },
    });
    await isBack;
    stopped.abort();
    const measured = await running;
    second.closeAllConnections();
    await new Promise((resolve) => second.close(resolve));
    const { successful, failed, failures } = countsOf(measured);
    expect(failures["connection-refused"]).toBeGreaterThan(3);
    expect(failures["connection-refused"]).toBe(measured.connections.failed);
    expect(successful).toBeGreaterThan(0);
    // Pauses keep a server that is away from being counted as thousands of failures.
    expect(failed).toBeLessThan(500);
  });
});

describe("a run that cannot begin", () => {
  it("says that nothing listens there", async () => {
    const gone = createServer();
    await using server = await serve(gone);
    await new Promise((resolve) => gone.close(resolve));
    await expect(runPlan(planTo(server.port))).rejects.toMatchObject({ code: "load-unreachable", exitCode: 3 });
  });

  it("tries the next address of a name", async () => {
    await using server = await rawServer((socket) => onRequests(socket, () => socket.write(OK)));
    const measured = await runPlan(planTo(server.port, { addresses: ["::1", "127.0.0.1"] }));
    expect(countsOf(measured).successful).toBe(100);
    expect(measured.address).toBe(`127.0.0.1:${server.port}`);
  });

  it("says that the name has no address", async () => {
    await expect(createLoadEngine().resolve("nowhere.invalid")).rejects.toMatchObject({ code: "load-unreachable" });
  });

  it("knows addresses without asking", async () => {
    await expect(createLoadEngine().resolve("::1")).resolves.toEqual(["::1"]);
  });

  it("ends on the signal while it connects", async () => {
    await using server = await rawServer(() => undefined);
    const interrupt = new AbortController();
    const origin = { scheme: "https", host: "127.0.0.1", port: server.port } as const;
    const running = runPlan(planTo(server.port, { origin }), { signal: interrupt.signal });
    interrupt.abort();
    await expect(running).rejects.toMatchObject({ code: "interrupted", exitCode: 130 });
  });

  it("says when a TLS handshake is never answered", async () => {
    await using server = await rawServer(() => undefined);
    const origin = { scheme: "https", host: "127.0.0.1", port: server.port } as const;
    const running = runPlan(planTo(server.port, { origin, timeoutMs: 100, requests: [get()] }));
    await expect(running).rejects.toMatchObject({ code: "load-unreachable" });
  });

  it("refuses a port that speaks no TLS", async () => {
    await using server = await rawServer((socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const origin = { scheme: "https", host: "127.0.0.1", port: server.port } as const;
    await expect(runPlan(planTo(server.port, { origin }))).rejects.toMatchObject({ code: "load-tls-failed" });
  });
});
