import { createPrivateKey } from "node:crypto";
import { createServer } from "node:https";
import type { TLSSocket, TlsOptions } from "node:tls";
import { describe, expect, it } from "vitest";
import { CARRIERS, countsOf, on, planTo as anyPlanTo, runPlan, serve } from "../support.ts";
import { certificate, key, unluckyKey } from "./support.ts";

interface Seen {
  readonly names: Set<string | false>;
  resumed: number;
  connections: number;
  clients: number;
}

async function secureServer(options: TlsOptions = {}) {
  const seen: Seen = { names: new Set(), resumed: 0, connections: 0, clients: 0 };
  const server = createServer({ cert: certificate, key, ...options }, (_, response) => response.end("hello"));
  server.on("secureConnection", (socket: TLSSocket & { readonly servername?: string | false }) => {
    seen.names.add(socket.servername ?? false);
    seen.connections += 1;
    if (socket.isSessionReused()) seen.resumed += 1;
    if (socket.authorized) seen.clients += 1;
  });
  return Object.assign(await serve(server), { seen });
}

const to = (port: number, host = "127.0.0.1") =>
  ({ origin: { scheme: "https", host, port }, addresses: ["127.0.0.1"] }) as const;

describe.each(CARRIERS)("TLS connections (%s)", (carrier) => {
  const planTo = (port: number, changes: Parameters<typeof anyPlanTo>[1]) =>
    anyPlanTo(port, { ...changes, ...on(carrier) });

  it("send and check another name where one is given", async () => {
    await using server = await secureServer();
    const tls = { verify: true, ca: certificate, serverName: "localhost" };
    const measured = await runPlan(planTo(server.port, { ...to(server.port, "other.test"), tls }));
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0 });
    expect([...server.seen.names]).toEqual(["localhost"]);
  });

  it("show a client certificate, whose key may have a passphrase", async () => {
    await using server = await secureServer({ requestCert: true, ca: certificate });
    const passphrase = "open sesame";
    const locked = createPrivateKey(key).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase });
    const tls = { verify: true, ca: certificate, cert: certificate, key: locked.toString(), passphrase };
    await runPlan(planTo(server.port, { ...to(server.port), tls }));
    expect(server.seen.clients).toBe(4);
  });

  it("are refused by a server that wants a certificate and gets none", async () => {
    await using server = await secureServer({ requestCert: true, ca: certificate, rejectUnauthorized: true });
    const plan = planTo(server.port, { ...to(server.port), tls: { verify: false }, requestLimit: 5 });
    // TLS 1.3 tells the client after it has begun to send.
    const measured = await runPlan({ ...plan, concurrency: 1 });
    expect(countsOf(measured)).toMatchObject({ successful: 0, failed: 5 });
  });

  it.each([
    ["a wrong passphrase", { passphrase: "wrong" }, /the passphrase does not open the key/],
    [
      "a wrong one whose padding looks right",
      { key: unluckyKey, passphrase: "wrong" },
      /the passphrase does not open the key/,
    ],
    ["no passphrase", {}, /the passphrase does not open the key/],
    ["no PEM", { key: "hello" }, /there is no PEM in it/],
  ])("are not opened with %s", async (_, changes, reason) => {
    const locked = createPrivateKey(key).export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "x",
    });
    const tls = { verify: true, cert: certificate, key: locked.toString(), ...changes };
    const running = runPlan(planTo(1, { ...to(1), tls }));
    await expect(running).rejects.toMatchObject({ code: "load-bad-tls", exitCode: 2 });
    await expect(running).rejects.toThrow(reason);
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)("of users who come back are resumed: %s", async (version) => {
    await using server = await secureServer({ minVersion: version, maxVersion: version });
    const plan = planTo(server.port, { ...to(server.port), tls: { verify: true, ca: certificate }, keepAlive: false });
    const measured = await runPlan({ ...plan, requestLimit: 20, concurrency: 2 });
    expect(countsOf(measured)).toMatchObject({ successful: 20, failed: 0 });
    // Each of the two users' first connections is a new one; a ticket may still be on its way once more.
    expect(server.seen.connections).toBe(20);
    expect(server.seen.resumed).toBeGreaterThanOrEqual(16);
    expect(server.seen.resumed).toBeLessThanOrEqual(18);
  });

  it("say so when the server does not speak HTTP/2", async () => {
    await using server = await secureServer();
    const plan = planTo(server.port, { ...to(server.port), tls: { verify: false }, protocol: "h2" });
    const running = runPlan(plan);
    await expect(running).rejects.toMatchObject({ code: "load-no-http2", exitCode: 3 });
    await expect(running).rejects.toThrow(/answered with http\/1\.1/);
  });
});
