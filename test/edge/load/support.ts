import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createLoadEngine } from "../../../src/edge/load/index.ts";
import type { LoadObserver, LoadPlan, Measured, PlannedRequest } from "../../../src/load/index.ts";

/** A server on a free port of loopback that counts the bytes of its connections; disposal ends it and them. */
export interface TestServer extends AsyncDisposable {
  readonly port: number;
  readonly connections: number;
  /** Resolves when all connections have ended: bytes of HTTP that it has read and written. */
  bytes(): Promise<{ readonly read: number; readonly written: number }>;
}

export async function httpServer(listener: RequestListener, setUp?: (server: HttpServer) => void): Promise<TestServer> {
  const server = createHttpServer(listener);
  setUp?.(server);
  return serve(server);
}

export async function rawServer(onSocket: (socket: Socket) => void): Promise<TestServer> {
  return serve(createServer(onSocket));
}

export async function serve(server: Server, host = "127.0.0.1"): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const ended: Promise<void>[] = [];
  const total = { read: 0, written: 0 };
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    ended.push(
      new Promise((resolve) => {
        socket.once("close", () => {
          total.read += socket.bytesRead;
          total.written += socket.bytesWritten;
          sockets.delete(socket);
          resolve();
        });
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: portOf(server),
    get connections() {
      return ended.length;
    },
    async bytes() {
      await Promise.all(ended);
      return total;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

export const get = (path = "/"): PlannedRequest => ({
  name: `GET ${path}`,
  weight: 1,
  method: "GET",
  path,
  headers: [],
});

export const post = (body: Uint8Array | string, path = "/"): PlannedRequest => ({
  ...get(path),
  name: `POST ${path}`,
  method: "POST",
  body: typeof body === "string" ? new TextEncoder().encode(body) : body,
});

export function planTo(port: number, changes: Partial<LoadPlan> = {}): LoadPlan {
  return {
    origin: { scheme: "http", host: "127.0.0.1", port },
    requests: [get()],
    concurrency: 4,
    ...(changes.durationMs === undefined ? { requestLimit: 100 } : {}),
    timeoutMs: 5_000,
    keepAlive: true,
    tls: { verify: true },
    ...changes,
  };
}

export function runPlan(plan: LoadPlan, observer: Partial<LoadObserver> = {}): Promise<Measured> {
  return createLoadEngine().run(plan, { signal: new AbortController().signal, ...observer });
}

/** The kernel's transport has a thread of its own; where a machine has none, the other one takes its place. */
export const CARRIERS = ["node", "kernel"] as const;
export const on = (transport: (typeof CARRIERS)[number]): Partial<LoadPlan> =>
  transport === "kernel" ? { transport, workers: 1 } : { transport };

/** Counts of a run, over all its names. */
export function countsOf(measured: Measured) {
  const sum = (pick: (route: Measured["routes"][number]) => number): number =>
    measured.routes.reduce((total, route) => total + pick(route), 0);
  return {
    successful: sum((route) => route.successful.totals[0] ?? 0),
    failed: sum((route) => route.failed.totals[0] ?? 0),
    unfinished: sum((route) => route.unfinished),
    statuses: Object.fromEntries(measured.routes.flatMap((route) => [...route.statuses])),
    failures: Object.fromEntries(measured.routes.flatMap((route) => [...route.failures])),
  };
}

/** Calls back for every complete request head that arrives, whatever its pieces. */
export function onRequests(socket: Socket, answer: (count: number) => void): void {
  let kept = "";
  let count = 0;
  socket.on("data", (bytes) => {
    kept += bytes.toString("latin1");
    for (let end = kept.indexOf("\r\n\r\n"); end >= 0; end = kept.indexOf("\r\n\r\n")) {
      kept = kept.slice(end + 4);
      count += 1;
      answer(count);
    }
  });
}
