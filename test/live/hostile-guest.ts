// Boots every application that was generated, and sends each route what breaks naive servers. Says what went wrong.
import { once } from "node:events";
import { request, type Server } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Express and Koa, or Fastify. */
interface Application {
  readonly server?: Server;
  listen(port: number, host: string): Server;
  listen(where: { readonly port: number; readonly host: string }): Promise<string>;
}

const [marker = "", folder = "", ...names] = process.argv.slice(2);
const complaints: string[] = [];
let booting = "";
process.on("uncaughtException", (error) => {
  complaints.push(`${booting} uncaught: ${error.stack}`);
  // Nothing says any more that it listens.
  if (booting !== "") process.stdout.write(complaints.join("\n"), () => process.exit(1));
});
process.on("unhandledRejection", (error) => complaints.push(`unhandled: ${String(error)}`));
console.error = (...words: readonly unknown[]) => complaints.push(words.map(String).join(" "));

type Request = readonly [method: string, query: string, type: string | undefined, body: string | undefined];

const json = "application/json";
const proto = `{"__proto__":{"${marker}":1},"constructor":{"prototype":{"${marker}":1}}}`;
const deep = (open: string, close: string): string => `${open.repeat(100_000)}1${close.repeat(100_000)}`;
const pollution = `?__proto__=1&constructor=2&a[__proto__][${marker}]=1&deep[__proto__][${marker}]=1&toString=x`;
const slow = {
  a: `${"a".repeat(50)}!`,
  b: `${"a".repeat(50)}!`,
  c: "a".repeat(50_000),
  d: { ["x".repeat(60)]: "" },
  e: { ["y".repeat(50_000)]: "" },
};

const REQUESTS: readonly Request[] = [
  ["POST", "", json, proto],
  ["POST", pollution, json, JSON.stringify({ a: `${"a".repeat(40)}!` })],
  ["POST", "", json, JSON.stringify(slow)],
  ["POST", "", json, deep("[", "]")],
  ["POST", "", json, deep('{"a":', "}")],
  ["POST", "", json, "{"],
  ["POST", "", "text/weird", "x"],
  ["POST", "?%", json, "null"],
  ["GET", `?${"a=1&".repeat(2_000)}`, undefined, undefined],
];
const PATHS = ["/things", "/v1/things/a", "/%", "/things/%E0%A4%A", "/..%2f..%2fetc/passwd", "/__proto__"];

for (const name of names) await examine(name);
process.stdout.write(complaints.join("\n"));
process.exit(0);

async function examine(name: string): Promise<void> {
  booting = name;
  const server = await boot(join(folder, "dist", name, "out"));
  booting = "";
  for (const path of PATHS)
    for (const each of REQUESTS) {
      const [started, used] = [performance.now(), cpuMs()];
      const status = await send(server, path, each);
      const what = `${name} ${each[0]} ${path}${each[1].slice(0, 60)} ${String(each[3]).slice(0, 60)}`;
      // Before they were bounded, patterns took longer than anybody waits. Other work may be in the way: the processor's time counts.
      if (cpuMs() - used > 3_000 || performance.now() - started > 60_000) complaints.push(`${what}: slow`);
      if (status === 500) complaints.push(`${what}: 500`);
    }
  server.closeAllConnections();
  if (Object.hasOwn(globalThis, marker) || Object.hasOwn(Object.prototype, marker))
    complaints.push(`${name}: something was executed`);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function boot(home: string): Promise<Server> {
  const load = async (file: string): Promise<Readonly<Record<string, unknown>>> =>
    (await import(pathToFileURL(join(home, file)).href)) as Readonly<Record<string, unknown>>;
  const createApp = (await load("app.js"))["createApp"] as (handlers: unknown, options: object) => Application;
  const app = createApp((await load("routes/index.js"))["handlers"], { logger: false });
  if (app.server !== undefined) {
    await app.listen({ port: 0, host: "127.0.0.1" });
    return app.server;
  }
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function send(server: Server, path: string, [method, query, type, body]: Request): Promise<number> {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const headers = type === undefined ? {} : { "content-type": type };
  const options = { port, host: "127.0.0.1", method, path: path + query, headers, agent: false };
  return new Promise((resolve) => {
    const asked = request(options, (answer) => {
      // A connection that the server ends in the middle of an answer has no end of its own.
      answer.resume().on("close", () => resolve(answer.statusCode ?? 0));
    });
    asked.on("error", () => resolve(0)).on("close", () => resolve(0));
    asked.end(body);
  });
}
