import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ProbeRequest, ProbeResult } from "../../../src/command/index.ts";
import { createProbes } from "../../../src/edge/probe/index.ts";
import { temporaryFolder } from "../../support/world.ts";

const PACKAGES = join(import.meta.dirname, "..", "..", "..", "node_modules");

/** Files of an application, with the packages of this project beside them. */
async function application(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder("probe");
  await symlink(PACKAGES, join(folder.path, "node_modules"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), text);
  }
  return folder;
}

async function probe(root: string, entry: string, wishes: Partial<ProbeRequest> = {}): Promise<ProbeResult> {
  const request = { root, entry, aliases: [], env: {}, timeoutMs: 20_000, ...wishes };
  return createProbes({ ...process.env, SECRET_OF_OURS: "s3cret" }).probe(request, new AbortController().signal);
}

const spelled = ({ routes }: ProbeResult): readonly string[] =>
  routes.map(
    ({ method, parts, place }) => `${method} ${parts.map(({ text }) => text).join(" ")} ${place?.file}:${place?.line}`,
  );

describe("routes of a started application", () => {
  test("Express: mounts, lists of paths, patterns, inner applications, what a folder and a database decide", async () => {
    await using folder = await application({
      "app.js": `const express = require("express");
const { Pool } = require("pg");
const app = express();
const api = express.Router({ mergeParams: true });
for (const name of JSON.parse(require("node:fs").readFileSync(__dirname + "/names.json", "utf8"))) api.use("/" + name, require("./pets"));
app.use("/api/:version", api);
app.get(/^\\/r(\\d+)$/, (request, response) => response.end());
const admin = express();
admin.all("/stats", (request, response) => response.end());
app.use(["/admin", "/root"], admin);
new Pool().connect().then(async (client) => {
  for (const row of (await client.query("select 1")).rows) app.get("/never" + row, () => {});
  app.route("/late").get(() => {}).put(() => {});
  app.listen(3000);
});
setInterval(() => undefined, 50);`,
      "pets.js": `const router = require("express").Router();
router.get("/:id", (request, response) => response.end());
module.exports = router;`,
      "names.json": '["cats", "dogs"]',
    });
    const result = await probe(folder.path, "app.js");
    expect(result).toMatchObject({ outcome: "finished", applications: 2, stubbed: ["pg"] });
    expect(spelled(result)).toEqual([
      "GET /api/:version /cats /:id pets.js:2",
      "GET /api/:version /dogs /:id pets.js:2",
      String.raw`GET ^\/r(\d+)$ app.js:7`,
      "ALL /admin /stats app.js:9",
      "ALL /root /stats app.js:9",
      "GET /late app.js:13",
      "PUT /late app.js:13",
    ]);
  });

  test("Fastify in TypeScript, made by a factory that nobody calls, with an alias", async () => {
    await using folder = await application({
      "package.json": '{ "type": "module" }',
      "src/build.ts": `import Fastify, { type FastifyInstance } from "fastify";
import { ping } from "@/ping.js";
import { fileURLToPath } from "node:url";

export async function buildServer(): Promise<FastifyInstance> {
  const server = Fastify({ logger: false });
  server.register(ping, { prefix: "/v1" });
  fileURLToPath(import.meta.url);
  return server;
}`,
      "src/ping.ts": `import type { FastifyPluginAsync } from "fastify";
enum Kind { A = "a" }

export const ping: FastifyPluginAsync = async (server) => {
  server.get("/ping/:kind", { schema: { params: { type: "object", properties: { kind: { enum: [Kind.A] } } } } }, async () => 1);
};`,
    });
    const result = await probe(folder.path, "src/build.ts", { aliases: [{ pattern: "@/*", targets: ["src/*"] }] });
    expect(result.outcome).toBe("finished");
    expect(spelled(result)).toEqual(["GET /v1/ping/:kind src/ping.ts:5", "HEAD /v1/ping/:kind src/ping.ts:5"]);
    expect(result.routes[0]?.schema).toEqual({ params: { type: "object", properties: { kind: { enum: ["a"] } } } });
  });

  test("Koa: a nested router of an application that is only exported", async () => {
    await using folder = await application({
      "app.js": `const Koa = require("koa");
const Router = require("@koa/router");
const outer = new Router({ prefix: "/api" });
const inner = new Router();
inner.get("/:id", () => {}).del("/:id", () => {});
outer.use("/songs", inner.routes());
module.exports = new Koa().use(outer.routes());`,
    });
    expect(spelled(await probe(folder.path, "app.js"))).toEqual([
      "GET /api/songs/:id app.js:5",
      "DELETE /api/songs/:id app.js:5",
    ]);
  });
});

describe("what an application is kept from", () => {
  test("network, programs, threads, files and our environment", async () => {
    await using folder = await application({
      "app.js": `const express = require("express");
const app = express();
const tried = [];
const attempt = (name, run) => { try { run(); } catch (error) { tried.push(name + " " + error.code); } };
const port = Number(require("node:fs").readFileSync(__dirname + "/port", "utf8"));
require("node:net").connect(port, "127.0.0.1").on("error", (error) => app.get("/" + error.code, () => {}));
require("node:http").get({ port, host: "127.0.0.1" }).on("error", () => {});
fetch("http://127.0.0.1:" + port).catch(() => {});
attempt("spawn", () => require("node:child_process").spawnSync("touch", [__dirname + "/touched"]));
attempt("thread", () => new (require("node:worker_threads").Worker)("1", { eval: true }));
attempt("kill", () => process.kill(process.ppid, "SIGTERM"));
attempt("binding", () => process.binding("tcp_wrap"));
require("node:fs").writeFileSync(__dirname + "/written", "x");
require("node:fs").createWriteStream(__dirname + "/streamed").end("x");
app.get("/" + tried.join(",").replaceAll(" ", "-") + (process.env.SECRET_OF_OURS ?? "-none"), () => {});
require("node:http").createServer(app).listen(port, () => app.get("/up", () => {}));`,
    });
    let calls = 0;
    const server = createServer(() => (calls += 1));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await writeFile(join(folder.path, "port"), String(typeof address === "object" ? address?.port : 0));
    const result = await probe(folder.path, "app.js");
    await new Promise((resolve) => server.close(resolve));
    const denied = "ERR_ACCESS_DENIED";
    expect(result.routes.flatMap(({ parts }) => parts[0]?.text ?? []).toSorted()).toEqual([
      "/ECONNREFUSED",
      `/spawn-${denied},thread-${denied},kill-${denied},binding-${denied}-none`,
      "/up",
    ]);
    expect(calls).toBe(0);
    for (const name of ["touched", "written", "streamed"]) expect(existsSync(join(folder.path, name))).toBe(false);
    expect([...new Set(result.stopped.map(({ kind }) => kind))].toSorted()).toEqual([
      "connection",
      "file",
      "listen",
      "process",
      "program",
      "thread",
    ]);
    expect(result.wanted).toEqual(["SECRET_OF_OURS"]);
  });
});

describe("an application that does not come up", () => {
  test.each([
    [
      "throws",
      'const app = require("express")(); app.get("/a", () => {}); throw new Error("no DATABASE_URL: " + process.env.DATABASE_URL);',
      { outcome: "threw", routes: [{ method: "GET" }], wanted: ["DATABASE_URL"] },
    ],
    [
      "needs a module",
      'require("not-installed-here");',
      { outcome: "threw", failure: { module: "not-installed-here" } },
    ],
    [
      "ends itself",
      "if (!process.env.KEY)\n  process.exit(7);",
      { outcome: "exited", failure: { exitCode: 7, place: { file: "app.js", line: 2 } } },
    ],
    ["never comes to rest", "for (;;);", { outcome: "stuck", routes: [] }],
    [
      "writes into our channel",
      'require("node:fs").writeSync(3, "\\u001b[2J{}"); require("express")();',
      { outcome: "broken", routes: [] },
    ],
    ["makes nothing", "module.exports = 1;", { outcome: "finished", applications: 0 }],
  ])("%s", async (_, source, expected) => {
    await using folder = await application({ "app.js": source });
    const timeoutMs = source.startsWith("for") ? 1 : 20_000;
    expect(await probe(folder.path, "app.js", { timeoutMs })).toMatchObject(expected);
  });
});

test("an interrupted probe ends with its child", async () => {
  await using folder = await application({ "app.js": "for (;;);" });
  const controller = new AbortController();
  const request = { root: folder.path, entry: "app.js", aliases: [], env: {}, timeoutMs: 600_000 };
  const running = createProbes(process.env).probe(request, controller.signal);
  controller.abort();
  await expect(running).rejects.toThrow("aborted");
});
