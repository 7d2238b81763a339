// TLS on the kernel transport: the same servers as without it, and what only TLS has.
import { readFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { TLSSocket, createSecureContext, type SecureContextOptions } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoadPlan } from "../../src/load/index.ts";
import { onRequests, planTo, rawServer, serve, type TestServer } from "../edge/load/support.ts";
import { MEGABYTE, OK, answering, bodyOf, cases } from "./load-kernel-cases.ts";
import { startKernelChild, type KernelChild, type KernelCounts } from "./load-kernel-child.ts";

const fixtures = join(import.meta.dirname, "..", "edge", "load", "fixtures");
const certificateFile = join(fixtures, "test-certificate.pem");
const keyFile = join(fixtures, "test-key.pem");
const identity = { cert: readFileSync(certificateFile), key: readFileSync(keyFile) };

type OnSocket = (socket: Socket) => void;

/** TLS over sockets that stay at hand: only they can be reset. */
function secureServer(onSocket: OnSocket, options: SecureContextOptions = {}): Promise<TestServer> {
  const secureContext = createSecureContext({ ...identity, ...options });
  return serve(
    createServer((raw) => {
      raw.on("error", () => undefined);
      const socket = new TLSSocket(raw, { isServer: true, secureContext, ALPNProtocols: ["http/1.1"] });
      socket.on("error", () => undefined);
      onSocket(Object.assign(socket, { resetAndDestroy: () => raw.resetAndDestroy() }));
    }),
  );
}

const securePlan = (port: number, changes: Partial<LoadPlan> = {}): LoadPlan =>
  planTo(port, {
    origin: { scheme: "https", host: "127.0.0.1", port },
    tls: { verify: true, ca: identity.cert.toString() },
    requestLimit: 20,
    ...changes,
  });

/** Where TLS makes a difference. */
const overTls: Readonly<Record<string, Partial<KernelCounts>>> = {
  // There is no first connection then.
  "a server that closes before anything was asked": { failed: 0, refusal: expect.any(String) },
};

describe("TLS on the kernel transport", () => {
  let child: KernelChild | undefined;
  beforeAll(async () => {
    child = await startKernelChild();
  });
  afterAll(() => child?.[Symbol.dispose]());

  it.each(Object.entries(cases))("carries %s", async (name, { onSocket, changes, expected }) => {
    if (child === undefined) return;
    await using server = await secureServer(onSocket);
    const counts = await child.run(securePlan(server.port, changes));
    expect(counts).toMatchObject({ unfinished: 0, unfreed: 0, ...expected, ...overTls[name] });
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)("stamps every answer before it is read: %s", async (version) => {
    if (child === undefined) return;
    await using server = await secureServer(answering(OK), { minVersion: version, maxVersion: version });
    const counts = await child.run(securePlan(server.port, { requestLimit: 500 }));
    expect(counts).toMatchObject({ successful: 500, opened: 4, isStamped: true, unfreed: 0 });
  });

  it("frees what two hundred connections took", async () => {
    if (child === undefined) return;
    await using server = await secureServer((socket) => onRequests(socket, () => socket.end(OK)));
    const plan = securePlan(server.port, { requestLimit: 200, concurrency: 20, keepAlive: false });
    expect(await child.run(plan)).toMatchObject({ successful: 200, failed: 0, opened: 200, unfreed: 0 });
  });

  it.each([2, 3 * MEGABYTE])(
    "goes on after another handshake in the middle of things: answers of %i bytes",
    async (bytes) => {
      if (child === undefined) return;
      let renegotiated = 0;
      const onSocket: OnSocket = (socket) =>
        onRequests(socket, () => {
          if (socket instanceof TLSSocket)
            socket.renegotiate({ rejectUnauthorized: false }, (error) => {
              if (error === null) renegotiated += 1;
            });
          socket.write(bodyOf(bytes));
        });
      await using server = await secureServer(onSocket, { maxVersion: "TLSv1.2" });
      const counts = await child.run(securePlan(server.port, { requestLimit: 12 }));
      expect(counts).toMatchObject({ successful: 12, failed: 0, opened: 4, unfreed: 0 });
      expect(renegotiated).toBeGreaterThan(0);
    },
  );

  it("goes on with new keys (RFC 8446 section 4.6.3)", async () => {
    if (child === undefined) return;
    await using server = await secureServer(answering(bodyOf(100_000)), { minVersion: "TLSv1.3" });
    const counts = await child.run(securePlan(server.port, { requestLimit: 50 }), { updatesKeys: true });
    expect(counts).toMatchObject({ successful: 50, failed: 0, opened: 4, keyUpdates: 50, unfreed: 0 });
  });

  it("says why a handshake came to nothing", async () => {
    if (child === undefined) return;
    await using server = await secureServer(answering(OK));
    const elsewhere = {
      origin: { scheme: "https", host: "elsewhere.test", port: server.port },
      addresses: ["127.0.0.1"],
    } as const;
    expect(await child.run(securePlan(server.port, elsewhere))).toMatchObject({
      refusal: "tls",
      reason: "the certificate is not for the name elsewhere.test",
      unfreed: 0,
    });
    expect(await child.run(securePlan(server.port, { tls: { verify: true } }))).toMatchObject({
      refusal: "tls",
      reason: "self-signed certificate",
      unfreed: 0,
    });
    await using plain = await rawServer((socket) => socket.on("data", () => socket.end("HTTP/1.1 400 Oh\r\n\r\n")));
    expect(await child.run(securePlan(plain.port))).toMatchObject({ refusal: "tls", unfreed: 0 });
    await using silent = await rawServer(() => undefined);
    expect(await child.run(securePlan(silent.port, { timeoutMs: 60 }))).toMatchObject({
      refusal: "handshake-timeout",
      unfreed: 0,
    });
  });
});
