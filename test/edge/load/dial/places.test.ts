import { createServer } from "node:http";
import { createServer as createHttp2 } from "node:http2";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { countsOf, planTo, runPlan } from "../support.ts";

// The same call makes a named pipe on Windows.
const freePath = (): string => {
  const name = `backwright-${randomUUID().slice(0, 8)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
};

async function onPath(server: Server): Promise<AsyncDisposable & { readonly path: string }> {
  const path = freePath();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return { path, [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())) };
}

describe("a run over a Unix socket", () => {
  it("names the host all the same, and looks nothing up", async () => {
    const hosts = new Set<string | undefined>();
    await using server = await onPath(
      createServer((request, response) => {
        hosts.add(request.headers.host);
        response.end("hello");
      }),
    );
    const origin = { scheme: "http", host: "api.invalid", port: 80 } as const;
    const measured = await runPlan(planTo(80, { origin, socketPath: server.path, transport: "node" }));
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0 });
    expect([...hosts]).toEqual(["api.invalid"]);
    expect(measured.address).toBe(server.path);
  });

  it("speaks HTTP/2 there, too", async () => {
    await using server = await onPath(createHttp2((_, response) => response.end("hello")));
    const measured = await runPlan(planTo(80, { socketPath: server.path, protocol: "h2", streams: 4 }));
    expect(countsOf(measured)).toMatchObject({ successful: 100, failed: 0 });
  });

  it("says so when nothing listens there", async () => {
    const socketPath = freePath();
    const running = runPlan(planTo(80, { socketPath, transport: "node" }));
    await expect(running).rejects.toMatchObject({ code: "load-unreachable" });
    await expect(running).rejects.toThrow(socketPath);
  });
});
