import { createServer, type Server, type Socket } from "node:net";
import type { WireProxies, WireProxy, WireProxyOptions } from "../../advice/nplusone/index.ts";
import { errors } from "../../kit/index.ts";
import { upstreamOf } from "../postgres/index.ts";
import { throughProxy } from "./address.ts";
import { serve } from "./connection.ts";
import type { Proxy } from "./proxy.ts";

interface Surroundings {
  /** PG* variables that complete a connection string. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** So many clients at a time; a server takes 100 by default. */
const MOST_CLIENTS = 2_000;
const KEPT_FAILURES = 5;

/**
 * Listeners between PostgreSQL clients and a server. Errors: `watch-not-listening`, `database-bad-url`.
 *
 * @example
 * const tap = { client: () => undefined, server: () => undefined, close: () => undefined };
 * const options = { url: "postgres://localhost/shop", host: "127.0.0.1", port: 0, connected: () => tap };
 * await using proxy = await createWireProxies({ env: process.env }).open(options);
 */
export const createWireProxies = (around: Surroundings): WireProxies => ({ open: (options) => open(around, options) });

async function open({ env }: Surroundings, options: WireProxyOptions): Promise<WireProxy> {
  const upstream = await upstreamOf(options.url, { env });
  const failures: string[] = [];
  const failed = (reason: string): void => {
    failures.push(reason);
    if (failures.length > KEPT_FAILURES) failures.shift();
  };
  const proxy: Proxy = { upstream, connected: options.connected, sockets: new Set(), keys: new Map(), failed };
  const server = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, (client) =>
    admit(proxy, client),
  );
  server.maxConnections = MOST_CLIENTS;
  const port = await listening(server, options);
  const { host } = options;
  return {
    host,
    port,
    upstream: upstream.where,
    url: throughProxy(upstream, { host: reachable(host), port }),
    failures: () => [...failures],
    [Symbol.asyncDispose]: () => close(proxy, server),
  };
}

/** Who listens everywhere is reached at home. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}

function admit(proxy: Proxy, client: Socket): void {
  proxy.sockets.add(client);
  client.once("close", () => proxy.sockets.delete(client));
  void serve(proxy, client);
}

function listening(server: Server, { host, port }: WireProxyOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(notListening({ host, port }, cause)));
    server.listen(port, host, () => {
      server.on("error", () => undefined);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there",
  EACCES: "this user may not listen there",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "the host name is not known",
};

function notListening({ host, port }: Pick<WireProxyOptions, "host" | "port">, cause: NodeJS.ErrnoException): Error {
  return errors.watch.notListening(
    { address: `${host}:${port}`, reason: REASONS[cause.code ?? ""] ?? cause.message },
    cause,
  );
}

function close({ sockets }: Proxy, server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
