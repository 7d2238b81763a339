import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { CARRIERS, countsOf, on, planTo, runPlan } from "./support.ts";

const fixture = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
const identity = { cert: fixture("test-certificate.pem"), key: fixture("test-key.pem") };

// In a thread of its own it answers while the generator still reads: in ours, every answer would come a turn later.
const SERVER = `
const { parentPort, workerData } = require("node:worker_threads");
const { createServer } = require(workerData === null ? "node:net" : "node:tls");
let connections = 0;
const server = createServer(workerData ?? {}, (socket) => {
  connections += 1;
  socket.setNoDelay(true);
  socket.on("data", () => socket.write("HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi"));
  socket.on("error", () => undefined);
});
parentPort.on("message", () => parentPort.postMessage(connections));
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

async function quickServer(tls: typeof identity | null) {
  const worker = new Worker(SERVER, { eval: true, workerData: tls });
  const said = (): Promise<number> => new Promise((resolve) => worker.once("message", resolve));
  const port = await said();
  return {
    port,
    connections: () => {
      const count = said();
      worker.postMessage("count", []);
      return count;
    },
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}

describe("connections that are kept alive", () => {
  it.each(CARRIERS.flatMap((carrier) => [[carrier, "http"] as const, [carrier, "https"] as const]))(
    "are as many as users, however soon the answers come (%s, %s)",
    async (carrier, scheme) => {
      await using server = await quickServer(scheme === "https" ? identity : null);
      const origin = { scheme, host: "127.0.0.1", port: server.port };
      const changes = { origin, tls: { verify: false }, requestLimit: 2_000, ...on(carrier) };
      const measured = await runPlan(planTo(server.port, changes));
      expect(countsOf(measured)).toMatchObject({ successful: 2_000, failed: 0 });
      expect([measured.connections.opened, await server.connections()]).toEqual([4, 4]);
    },
  );
});
