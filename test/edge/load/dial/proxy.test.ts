import { createServer as createHttp2, createSecureServer } from "node:http2";
import { createServer } from "node:https";
import { describe, expect, it } from "vitest";
import type { LoadPlan } from "../../../../src/load/index.ts";
import { parseProxy } from "../../../../src/load/proxy/index.ts";
import { countsOf, planTo, runPlan, serve } from "../support.ts";
import { certificate, key, plainProxy, proxyServer, type ProxyChoices } from "./support.ts";

const https = () => serve(createServer({ cert: certificate, key }, (_, response) => response.end("hello")));
const tls = { verify: true, ca: certificate };

/** The plan names a host that only the proxy could find: it is never looked up here. */
const through = (port: number, proxy: string, changes: Partial<LoadPlan> = {}): LoadPlan =>
  planTo(port, {
    origin: { scheme: "https", host: "localhost", port },
    tls,
    proxy: parseProxy(proxy),
    requestLimit: 20,
    concurrency: 2,
    ...changes,
  });

describe("a run through a proxy", () => {
  it("sends whole addresses to it for http", async () => {
    await using proxy = await plainProxy();
    const plan = planTo(proxy.port, {
      origin: { scheme: "http", host: "nowhere.invalid", port: 80 },
      proxy: parseProxy(`http://127.0.0.1:${proxy.port}`),
    });
    const measured = await runPlan(plan);
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0 });
    expect(new Set(proxy.asked)).toEqual(new Set(["GET http://nowhere.invalid/ HTTP/1.1"]));
    expect(measured.address).toBe(`127.0.0.1:${proxy.port}`);
  });

  it.each([
    ["an http proxy", "http", {}],
    ["an https proxy", "https", { isSecure: true }],
  ] as const)("opens a tunnel through %s for https", async (_, scheme, choices) => {
    await using server = await https();
    await using proxy = await proxyServer(choices);
    const measured = await runPlan(through(server.port, `${scheme}://ada:secret@localhost:${proxy.port}`));
    expect(countsOf(measured)).toMatchObject({ successful: 20, failed: 0 });
    const word = `Basic ${Buffer.from("ada:secret").toString("base64")}`;
    expect(proxy.asked).toEqual(Array.from({ length: 2 }, () => `CONNECT localhost:${server.port} HTTP/1.1 ${word}`));
    expect(measured.transport).toBe("node:tls");
  });

  it("carries HTTP/2 over TLS and in clear", async () => {
    await using proxy = await proxyServer();
    await using secure = await serve(
      createSecureServer({ cert: certificate, key }, (_, response) => response.end("hi")),
    );
    await using clear = await serve(createHttp2((_, response) => response.end("hi")));
    const address = `http://127.0.0.1:${proxy.port}`;
    const encrypted = await runPlan(through(secure.port, address, { protocol: "h2", streams: 2 }));
    expect(countsOf(encrypted)).toMatchObject({ successful: 20, failed: 0 });
    const origin = { scheme: "http", host: "localhost", port: clear.port } as const;
    const plain = await runPlan(through(clear.port, address, { origin, protocol: "h2", streams: 2 }));
    expect(countsOf(plain)).toMatchObject({ successful: 20, failed: 0 });
    expect(proxy.asked.every((line) => line.startsWith("CONNECT localhost:"))).toBe(true);
  });

  it.each<readonly [string, ProxyChoices, RegExp]>([
    [
      "wants a password",
      { answer: "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n" },
      /it answered 407 \(Proxy Auth/,
    ],
    [
      "forbids the target",
      { answer: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" },
      /it answered 403 \(Forbidden\)/,
    ],
    ["cannot reach it", { answer: "HTTP/1.1 502\r\n\r\n" }, /it answered 502\./],
    ["sends escapes", { answer: "HTTP/1.1 500 \u001b[2Joops\r\n\r\n" }, /it answered 500 \(\[2Joops\)/],
    ["is no proxy", { answer: "SSH-2.0-OpenSSH_9.2\r\n" }, /something that is no HTTP/],
    ["hangs up", { answer: "" }, /closed the connection before the tunnel was open/],
    ["hangs up in its answer", { answer: "HTTP/1.1 200 OK\r\nX: " }, /closed the connection before the tunnel/],
    ["talks into the tunnel", { extra: "hello" }, /bytes of its own into the tunnel/],
  ])("says so when the proxy %s", async (_, choices, reason) => {
    await using server = await https();
    await using proxy = await proxyServer(choices);
    const running = runPlan(through(server.port, `http://127.0.0.1:${proxy.port}`));
    await expect(running).rejects.toMatchObject({ code: "load-proxy-failed", exitCode: 3 });
    await expect(running).rejects.toThrow(reason);
  });

  it("says so when the proxy is not there", async () => {
    await using gone = await proxyServer();
    const { port } = gone;
    await gone[Symbol.asyncDispose]();
    const running = runPlan(through(1, `http://127.0.0.1:${port}`));
    await expect(running).rejects.toMatchObject({ code: "load-unreachable" });
    await expect(running).rejects.toThrow(new RegExp(`through the proxy 127\\.0\\.0\\.1:${port}`));
  });

  it("counts a proxy that begins to refuse", async () => {
    await using server = await https();
    await using proxy = await proxyServer({ tunnels: 1, answer: "HTTP/1.1 503 Busy\r\n\r\n" });
    const plan = through(server.port, `http://127.0.0.1:${proxy.port}`, { keepAlive: false, concurrency: 1 });
    const measured = await runPlan({ ...plan, requestLimit: 4 });
    expect(countsOf(measured)).toMatchObject({ successful: 1, failed: 3, failures: { proxy: 3 } });
  });
});
