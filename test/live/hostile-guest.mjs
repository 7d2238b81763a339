// Boots every application that was generated, and sends each route what breaks naive servers. Says what went wrong.
import { request } from "node:http";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [marker, ...names] = process.argv.slice(2);
const proto = `{"__proto__":{"${marker}":1},"constructor":{"prototype":{"${marker}":1}}}`;
const complaints = [];
process.on("uncaughtException", (error) => complaints.push(`uncaught: ${error.stack}`));
process.on("unhandledRejection", (error) => complaints.push(`unhandled: ${error?.stack}`));
console.error = (...words) => complaints.push(words.map((word) => word?.stack ?? String(word)).join(" "));

const deep = (open, close) => open.repeat(100_000) + close.repeat(100_000);
const REQUESTS = [
  ["POST", "", "application/json", proto],
  ["POST", "?__proto__=1&constructor=2&a[__proto__][" + marker + "]=1&deep[__proto__][" + marker + "]=1&toString=x", "application/json", `{"a":${JSON.stringify("a".repeat(40) + "!")}}`],
  ["POST", "", "application/json", JSON.stringify({ a: "a".repeat(50) + "!", b: "a".repeat(50) + "!", c: "a".repeat(50_000), d: { ["x".repeat(60)]: "" }, e: { ["y".repeat(50_000)]: "" } })],
  ["POST", "", "application/json", deep("[", "]")],
  ["POST", "", "application/json", deep('{"a":', "}").replace("}", "1}")],
  ["POST", "", "application/json", "{"],
  ["POST", "", "text/weird", "x"],
  ["POST", "?%", "application/json", "null"],
  ["GET", "?" + "a=1&".repeat(2_000), undefined, undefined],
];

for (const name of names) {
  const home = join(import.meta.dirname, "dist", name, "out");
  const { createApp } = await import(pathToFileURL(join(home, "app.js")).href);
  const { handlers } = await import(pathToFileURL(join(home, "routes/index.js")).href);
  const { operations } = await import(pathToFileURL(join(home, "middleware/router.js")).href);
  const app = createApp(handlers, { security: openDoors() });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  for (const path of ["/things", "/v1/things/a", "/%", "/things/%E0%A4%A", "/..%2f..%2fetc/passwd", "/__proto__"])
    for (const each of REQUESTS) {
      const started = performance.now();
      const status = await send(server.address().port, path, each);
      if (performance.now() - started > 3_000) complaints.push(`${name} ${path}: slow`);
      if (status === 500) complaints.push(`${name} ${each[0]} ${path}${each[1].slice(0, 60)} ${String(each[3]).slice(0, 60)}: 500`);
    }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  if (globalThis[marker] !== undefined || {}[marker] !== undefined) complaints.push(`${name}: something was executed`);
}
process.stdout.write(complaints.join("\n"));
process.exit(0);

function openDoors() {
  return new Proxy({}, { get: () => () => true, has: () => true, getOwnPropertyDescriptor: () => ({ value: () => true, configurable: true, enumerable: true }) });
}

function send(port, path, [method, query, type, body]) {
  return new Promise((resolve) => {
    const headers = type === undefined ? {} : { "content-type": type };
    const asked = request({ port, host: "127.0.0.1", method, path: path + query, headers, agent: false }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode));
    });
    asked.on("error", () => resolve(0));
    asked.end(body);
  });
}
