import { createSecureServer, createServer, type Http2Server, type ServerHttp2Stream } from "node:http2";
import { createServer as createTcp, type Socket } from "node:net";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { LoadPlan, Measured } from "../../../../src/load/index.ts";
import { certificate, key } from "../dial/support.ts";
import { CARRIERS, countsOf, get, on, planTo, post, rawServer, runPlan, serve, type TestServer } from "../support.ts";
import { frame, hex32, settings } from "./support.ts";

type OnStream = (stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>) => void;

async function clear(onStream: OnStream, setUp?: (server: Http2Server) => void): Promise<TestServer> {
  const server = createServer({ settings: { maxConcurrentStreams: 100 } });
  server.on("stream", onStream);
  server.on("sessionError", () => undefined);
  setUp?.(server);
  return serve(server);
}

const hello: OnStream = (stream) => {
  stream.respond({ ":status": 200, "content-type": "text/plain" });
  stream.end("hello");
};

const over =
  (carrier: (typeof CARRIERS)[number]) =>
  (port: number, changes: Partial<LoadPlan> = {}): LoadPlan =>
    planTo(port, { protocol: "h2", streams: 5, concurrency: 20, requestLimit: 500, ...on(carrier), ...changes });

const opened = (measured: Measured): number => measured.connections.opened;

describe.concurrent.each(CARRIERS)("a run over HTTP/2 (%s)", (carrier) => {
  const h2 = over(carrier);

  it("counts what the server counted, over few connections", async () => {
    let streams = 0;
    await using server = await clear((stream, headers) => {
      streams += 1;
      hello(stream, headers);
    });
    const measured = await runPlan(h2(server.port));
    expect(countsOf(measured)).toEqual({
      successful: 500,
      failed: 0,
      unfinished: 0,
      statuses: { 200: 500 },
      failures: {},
    });
    expect([streams, server.connections, opened(measured)]).toEqual([500, 4, 4]);
    expect(await server.bytes()).toEqual({ read: measured.bytes.sent, written: measured.bytes.received });
  });

  it("speaks it over TLS, and names host, path, method and headers", async () => {
    const seen = new Set<string>();
    const server = createSecureServer({ cert: certificate, key });
    server.on("stream", (stream, headers) => {
      const { ":method": method, ":authority": host, ":scheme": scheme, ":path": path, "x-own": own } = headers;
      seen.add([method, scheme, host, path, own, headers["user-agent"], headers["content-length"]].join(" "));
      stream.respond({ ":status": 201 });
      stream.end();
    });
    await using running = await serve(server);
    const { port } = running;
    const requests = [{ ...post("{}", "/users?page=2"), headers: [["X-Own", "Yes"]] as const }];
    const origin = { scheme: "https", host: "localhost", port } as const;
    const tls = { verify: true, ca: certificate };
    const measured = await runPlan(h2(port, { origin, addresses: ["127.0.0.1"], tls, requests, requestLimit: 20 }));
    expect(countsOf(measured)).toMatchObject({ successful: 20, statuses: { 201: 20 } });
    expect([...seen]).toEqual([`POST https localhost:${port} /users?page=2 Yes backwright 2`]);
  });

  it.each([
    ["204 without a body", (stream) => stream.respond({ ":status": 204 }, { endStream: true }), get(), 204],
    ["an error status", (stream) => stream.respond({ ":status": 418 }, { endStream: true }), get(), 418],
    [
      "trailers",
      (stream) => {
        stream.respond({ ":status": 200 }, { waitForTrailers: true });
        stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
        stream.end("hello");
      },
      get(),
      200,
    ],
    [
      "interim answers",
      (stream) => {
        stream.additionalHeaders({ ":status": 103, link: "</x>" });
        stream.respond({ ":status": 200 });
        stream.end("hello");
      },
      get(),
      200,
    ],
    [
      "an answer to HEAD",
      (stream) => stream.respond({ ":status": 200, "content-length": "5" }, { endStream: true }),
      { ...get(), method: "HEAD" },
      200,
    ],
    [
      "headers longer than a frame",
      (stream) => {
        stream.respond({
          ":status": 200,
          ...Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x-${at}`, "y".repeat(1_000)])),
        });
        stream.end("hello");
      },
      get(),
      200,
    ],
    [
      "a body of many frames",
      (stream) => {
        stream.respond({ ":status": 200 });
        stream.end(Buffer.alloc(1_000_000));
      },
      get(),
      200,
    ],
  ] as const satisfies readonly (readonly [string, OnStream, unknown, number])[])(
    "takes %s",
    async (_, onStream, request, status) => {
      await using server = await clear(onStream);
      const measured = await runPlan(h2(server.port, { requests: [request], requestLimit: 20 }));
      expect(countsOf(measured)).toMatchObject({ statuses: { [status]: 20 }, failures: {}, unfinished: 0 });
    },
  );

  it("sends bodies larger than the windows, whole", async () => {
    const body = Buffer.alloc(700_000, "abcdefg");
    let isWhole = true;
    await using server = await clear((stream, headers) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        isWhole &&= Buffer.concat(parts).equals(body);
        hello(stream, headers);
      });
    });
    const changes = { requests: [post(body)], requestLimit: 15, concurrency: 4, timeoutMs: 60_000 };
    const measured = await runPlan(h2(server.port, changes));
    expect(countsOf(measured)).toMatchObject({ successful: 15, failed: 0 });
    expect(isWhole).toBe(true);
  });

  it("obeys the number of streams that the server allows", async () => {
    let now = 0;
    let most = 0;
    await using server = await serve(
      createServer({ settings: { maxConcurrentStreams: 2 } }).on("stream", (stream) => {
        now += 1;
        most = Math.max(most, now);
        setImmediate(() => {
          now -= 1;
          stream.respond({ ":status": 200 }, { endStream: true });
        });
      }),
    );
    const measured = await runPlan(h2(server.port, { concurrency: 10, streams: 10, requestLimit: 100 }));
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0 });
    expect(most).toBe(2);
  });

  it("goes on when the server closes connections with a goodbye", async () => {
    let streams = 0;
    await using server = await clear((stream, headers) => {
      streams += 1;
      if (streams % 50 === 0) stream.session?.close();
      hello(stream, headers);
    });
    const measured = await runPlan(h2(server.port));
    expect(countsOf(measured)).toMatchObject({ successful: 500, failed: 0, unfinished: 0 });
    expect(streams).toBe(500);
    expect(opened(measured)).toBeGreaterThan(5);
  });

  it("keeps to a rate", async () => {
    await using server = await clear(hello);
    const arrival = { startPerSecond: 400, stages: [], process: "constant" } as const;
    const measured = await runPlan(h2(server.port, { arrival, requestLimit: 200 }));
    expect(countsOf(measured)).toMatchObject({ successful: 200, failed: 0 });
  });

  it("fails a stream that is too slow, and keeps the connection for the others", async () => {
    await using server = await clear((stream, headers) => {
      if (headers[":path"] === "/") hello(stream, headers);
    });
    // The fifth of ten: others are answered behind it, so that the connection is known to live.
    const requests = [{ ...get("/"), weight: 9 }, get("/never")];
    const measured = await runPlan(
      h2(server.port, { requests, requestLimit: 10, concurrency: 2, streams: 2, timeouts: { firstByteMs: 1_000 } }),
    );
    expect(countsOf(measured)).toMatchObject({ successful: 9, failures: { "first-byte-timeout": 1 } });
    expect(opened(measured)).toBe(1);
  });

  it("counts as unfinished what the server has not answered", async () => {
    let unanswered = 0;
    const end = new AbortController();
    await using server = await clear((stream, headers) => {
      if (headers[":path"] === "/") return hello(stream, headers);
      unanswered += 1;
      if (unanswered === 6) end.abort();
    });
    const requests = [get("/"), get("/never")];
    const plan = h2(server.port, { requests, requestLimit: 1_000, concurrency: 6, streams: 3, timeoutMs: 60_000 });
    const measured = await runPlan(plan, { signal: end.signal });
    expect(measured.routes.map((route) => route.unfinished)).toEqual([0, 6]);
    expect([countsOf(measured).failed, unanswered]).toEqual([0, 6]);
  });

  it("says so when the server answers in HTTP/1.1", async () => {
    await using server = await rawServer((socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    });
    const running = runPlan(h2(server.port));
    await expect(running).rejects.toMatchObject({ code: "load-no-http2" });
    await expect(running).rejects.toThrow(/it answered in HTTP\/1/);
  });

  it("does not wait for ever for a greeting", async () => {
    await using server = await rawServer(() => undefined);
    await expect(runPlan(h2(server.port, { timeoutMs: 60 }))).rejects.toMatchObject({ code: "load-unreachable" });
  });
});

/** A server that greets and then calls back with the number of every stream that is opened, and the order of it. */
async function scripted(onStream: (socket: Socket, stream: number, count: number) => void) {
  let count = 0;
  const server = createTcp((socket) => {
    let kept = Buffer.alloc(0);
    let at = 24;
    socket.write(settings());
    socket.on("data", (bytes) => {
      kept = Buffer.concat([kept, bytes]);
      while (kept.length >= at + 9 && kept.length >= at + 9 + kept.readUIntBE(at, 3)) {
        const type = kept.readUInt8(at + 3);
        const stream = kept.readUInt32BE(at + 5);
        at += 9 + kept.readUIntBE(at, 3);
        if (type === 1) {
          count += 1;
          onStream(socket, stream, count);
        }
      }
    });
  });
  const running = await serve(server);
  /** Nobody is let in any more. */
  return Object.assign(running, { shut: () => void server.close() });
}

const fine = (stream: number): Buffer => frame(1, 5, stream, "88");

describe.concurrent.each(CARRIERS)("a run over HTTP/2 against a faulty server (%s)", (carrier) => {
  const h2 = over(carrier);

  const one = { concurrency: 1, streams: 1, requestLimit: 10 } as const;

  it("sends again what was refused, once", async () => {
    await using server = await scripted((socket, stream, count) =>
      socket.write(count % 2 === 1 ? frame(3, 0, stream, hex32(7)) : fine(stream)),
    );
    const measured = await runPlan(h2(server.port, { ...one, requests: [post("{}")] }));
    expect(countsOf(measured)).toMatchObject({ successful: 10, failed: 0 });
    expect(measured.connections.retried).toBe(10);
  });

  it("sends a GET again when the server closes the connection under it, and counts it once", async () => {
    let answered = 0;
    await using server = await scripted((socket, stream) => {
      // The sixth request of a connection.
      if (stream > 10) return socket.destroy();
      answered += 1;
      socket.write(fine(stream));
    });
    const measured = await runPlan(h2(server.port, { concurrency: 3, streams: 1, requestLimit: 100 }));
    const { races, retried } = measured.connections;
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0, unfinished: 0 });
    expect([answered, retried]).toEqual([100, races]);
    expect(races).toBeGreaterThanOrEqual(15);
  });

  it("sends again what a goodbye left out", async () => {
    await using server = await scripted((socket, stream, count) => {
      if (count % 3 === 0) socket.end(frame(7, 0, 0, `${hex32(stream - 2)}${hex32(0)}`));
      else socket.write(fine(stream));
    });
    const measured = await runPlan(h2(server.port, one));
    expect(countsOf(measured)).toMatchObject({ successful: 10, failed: 0 });
  });

  it.each<readonly [string, (socket: Socket, stream: number) => unknown, Readonly<Record<string, number>>]>([
    ["resets", (socket, stream) => socket.write(frame(3, 0, stream, hex32(2))), { "stream-reset": 10 }],
    ["refuses, always", (socket, stream) => socket.write(frame(3, 0, stream, hex32(7))), { "stream-refused": 10 }],
    ["sends nonsense", (socket) => socket.write(frame(6, 0, 0, "00")), { protocol: 10 }],
    [
      "ends in the middle of a body",
      (socket, stream) => socket.end(Buffer.concat([frame(1, 4, stream, "88"), frame(0, 0, stream, "00")])),
      { "connection-closed": 10 },
    ],
    [
      "sends less than it said",
      (socket, stream) => socket.write(Buffer.concat([frame(1, 4, stream, "885c0139"), frame(0, 1, stream, "00")])),
      { protocol: 10 },
    ],
  ])("counts a server that %s", async (_, onStream, failures) => {
    await using server = await scripted(onStream);
    const measured = await runPlan(h2(server.port, one));
    expect(countsOf(measured)).toMatchObject({ successful: 0, failed: 10, unfinished: 0, failures });
  });

  it("comes to an end when the server is gone for good", async () => {
    await using server = await scripted((socket, stream, count) => {
      if (count < 10) return void socket.write(fine(stream));
      server.shut();
      socket.destroy();
    });
    const plan = h2(server.port, { concurrency: 4, streams: 4, requestLimit: 16 });
    const { successful, failed, unfinished } = countsOf(await runPlan(plan));
    expect([successful + failed, unfinished]).toEqual([16, 0]);
    expect(failed).toBeGreaterThan(6);
  });

  it("leaves a connection on which nothing comes any more", async () => {
    await using server = await scripted((socket, stream, count) => count > 3 && socket.write(fine(stream)));
    const measured = await runPlan(
      h2(server.port, { ...one, requestLimit: 6, concurrency: 3, streams: 3, timeouts: { firstByteMs: 100 } }),
    );
    expect(countsOf(measured)).toMatchObject({ successful: 3, failures: { "first-byte-timeout": 3 } });
    expect(opened(measured)).toBe(2);
  });
});

describe.each(CARRIERS)("redirects over HTTP/2 (%s)", (carrier) => {
  const h2 = over(carrier);

  it("are followed within the origin", async () => {
    const paths: unknown[] = [];
    await using server = await clear((stream, headers) => {
      paths.push(headers[":path"]);
      const isFirst = headers[":path"] === "/";
      stream.respond({ ":status": isFirst ? 302 : 200, ...(isFirst ? { location: "/next" } : {}) });
      stream.end(brotliCompressSync("hello"));
    });
    const measured = await runPlan(h2(server.port, { redirects: 3, concurrency: 1, streams: 1, requestLimit: 3 }));
    expect(paths).toEqual(["/", "/next", "/", "/next", "/", "/next"]);
    expect(countsOf(measured)).toMatchObject({ successful: 6, statuses: { 200: 3, 302: 3 } });
    expect(measured.routes.map(({ name }) => name)).toEqual(["GET /", "GET / (redirected)"]);
  });
});
