// One side of the measurement in a process of its own: the watching proxy, or a bare pipe of node:net.
// Says its port; at SIGTERM it says what it cost.
import { connect, createServer } from "node:net";
import { createWatch } from "../../../src/advice/nplusone/index.ts";
import { createWireProxies } from "../../../src/edge/watch/index.ts";

const [kind = "pipe", url = ""] = process.argv.slice(2);

async function start(): Promise<{ readonly port: number; readonly executions: () => number }> {
  if (kind === "watch") {
    const watch = createWatch({ salt: 1, now: () => performance.now() });
    const proxies = createWireProxies({ env: {} });
    const proxy = await proxies.open({ url, host: "127.0.0.1", port: 0, connected: watch.connected });
    return { port: proxy.port, executions: watch.executions };
  }
  const { hostname, port } = new URL(url);
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy());
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, executions: () => 0 };
}

const { port, executions } = await start();
let before = process.cpuUsage();
console.log(JSON.stringify({ port }));
process.on("SIGUSR2", () => {
  before = process.cpuUsage();
});
process.on("SIGTERM", () => {
  const { user, system } = process.cpuUsage(before);
  const { heapUsed } = process.memoryUsage();
  console.log(JSON.stringify({ cpuMicroseconds: user + system, executions: executions(), heapUsed }));
  process.exit(0);
});
