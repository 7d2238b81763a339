// The generator of bench/load-memory.ts: the compiled engine in a process that does nothing else.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dist, port, transport, minutes] = process.argv.slice(2);
const { createLoadEngine } = await import(pathToFileURL(join(dist, "edge", "load", "index.js")).href);
const requests = Array.from({ length: 20 }, (_, index) => {
  const path = `/route/${index}`;
  return { name: `GET ${path}`, weight: 1 + (index % 3), method: "GET", path, headers: [] };
});
const plan = {
  origin: { scheme: "http", host: "127.0.0.1", port: Number(port) },
  addresses: ["127.0.0.1"],
  requests,
  concurrency: 50,
  durationMs: Number(minutes) * 60_000,
  timeoutMs: 10_000,
  keepAlive: true,
  tls: { verify: true },
  workers: 2,
  transport,
};
const measured = await createLoadEngine().run(plan, { signal: new AbortController().signal, onTick: () => undefined });
const total = measured.routes.reduce((sum, { successful }) => sum + successful.totals[0], 0);
process.send({ total, stamps: measured.generator.stamps });
process.disconnect();
