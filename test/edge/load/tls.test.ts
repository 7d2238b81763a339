import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { describe, expect, it } from "vitest";
import { countOf } from "../../../src/load/index.ts";
import { CARRIERS, countsOf, on, planTo as anyPlanTo, runPlan, serve, type TestServer } from "./support.ts";

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
const certificate = fixture("test-certificate.pem");
const options = { cert: certificate, key: fixture("test-key.pem") };

const names = new Set<string>();
const secureServer = (host?: string): Promise<TestServer> => {
  const server: Server = createServer(options, (_, response) => response.end("hello"));
  server.on("secureConnection", (socket: TLSSocket & { readonly servername?: unknown }) =>
    names.add(String(socket.servername)),
  );
  return serve(server, host);
};
const origin = (host: string, port: number) => ({ scheme: "https", host, port }) as const;

describe.each(CARRIERS)("a run over TLS (%s)", (carrier) => {
  const planTo = (port: number, changes: Parameters<typeof anyPlanTo>[1]) =>
    anyPlanTo(port, { ...changes, ...on(carrier) });

  it("refuses a certificate that nobody vouches for", async () => {
    await using server = await secureServer();
    const running = runPlan(planTo(server.port, { origin: origin("127.0.0.1", server.port) }));
    await expect(running).rejects.toMatchObject({ code: "load-tls-failed", exitCode: 3 });
    await expect(running).rejects.toThrow(/self-signed/);
  });

  it("takes it when it is named as trusted, and sends the name", async () => {
    await using server = await secureServer();
    const plan = planTo(server.port, {
      origin: origin("localhost", server.port),
      addresses: ["127.0.0.1"],
      tls: { verify: true, ca: certificate },
    });
    const measured = await runPlan(plan);
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0 });
    // Where a machine has no kernel transport, it says why.
    const isKernel = carrier === "kernel" && measured.generator.fallback === undefined;
    expect(measured.transport).toBe(isKernel ? "kernel" : "node:tls");
    expect(measured.generator.stamps).toBe(isKernel ? "kernel" : "program");
    expect(countOf(measured.connections.handshake)).toBe(4);
    expect(names).toContain("localhost");
  });

  it("checks that the certificate is for the host", async () => {
    await using server = await secureServer();
    const plan = planTo(server.port, {
      origin: origin("other.test", server.port),
      addresses: ["127.0.0.1"],
      tls: { verify: true, ca: certificate },
    });
    await expect(runPlan(plan)).rejects.toMatchObject({ code: "load-tls-failed" });
  });

  it("takes any when it is told to", async () => {
    await using server = await secureServer();
    const plan = planTo(server.port, { origin: origin("127.0.0.1", server.port), tls: { verify: false } });
    expect(countsOf(await runPlan(plan)).successful).toBe(100);
  });

  it("counts bytes of HTTP, not of TLS", async () => {
    await using server = await secureServer();
    const plan = planTo(server.port, { origin: origin("127.0.0.1", server.port), tls: { verify: false } });
    const { bytes } = await runPlan(plan);
    expect(bytes.sent % 100).toBe(0);
    expect(bytes.received % 100).toBe(0);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === "::1"));
  it.skipIf(!hasIpv6)("connects to an IPv6 address", async () => {
    await using server = await secureServer("::1");
    const plan = planTo(server.port, { origin: origin("::1", server.port), tls: { verify: true, ca: certificate } });
    const measured = await runPlan(plan);
    expect(countsOf(measured).successful).toBe(100);
    expect(measured.address).toBe(`[::1]:${server.port}`);
  });

  it.skipIf(!hasIpv6)("refuses a certificate that is for another IPv6 address", async () => {
    await using server = await secureServer("::1");
    const there = { origin: origin("::2", server.port), addresses: ["::1"], tls: { verify: true, ca: certificate } };
    await expect(runPlan(planTo(server.port, there))).rejects.toMatchObject({ code: "load-tls-failed" });
  });
});
