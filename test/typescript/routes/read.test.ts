import { describe, expect, test } from "vitest";
import { readApplication, type ApplicationFacts } from "../../../src/typescript/routes/index.ts";

const read = (files: Readonly<Record<string, string>>): ApplicationFacts =>
  readApplication({ files: new Map(Object.entries(files)), aliases: [] });
const START = 'const express = require("express"); const app = express();';
const routesOf = (source: string): readonly string[] =>
  read({ "app.js": `${START}\n${source}` }).routes.map(({ method, path }) => `${method} ${path}`);

describe("routes", () => {
  test.each([
    ["a plain route", 'app.get("/a", (req, res) => res.json({}));', ["GET /a"]],
    ["a getter of settings is none", 'app.get("port");', []],
    ["a list of paths", 'app.get(["/a", "/b"], (req, res) => res.json({}));', ["GET /a", "GET /b"]],
    ["an optional parameter", 'app.get("/a/:b?", (req, res) => res.json({}));', ["GET /a", "GET /a/{b}"]],
    ["Express 5's optional part", 'app.get("/a{/:b}", (req, res) => res.json({}));', ["GET /a", "GET /a/{b}"]],
    ["a named wildcard", 'app.get("/files/*path", (req, res) => res.json({}));', ["GET /files/{path}"]],
    [
      "folded constants",
      'const V = "v" + 1; const P = ["", V].join("/"); app.get(`${P}/x`, (req, res) => res.json({}));',
      ["GET /v1/x"],
    ],
    [
      "a default for the environment",
      'app.get(`${process.env.BASE ?? "/api"}/x`, (req, res) => res.json({}));',
      ["GET /api/x"],
    ],
    [
      "a loop with a counter",
      "for (let i = 1; i < 3; i++) app.get(`/v${i}`, (req, res) => res.json({}));",
      ["GET /v1", "GET /v2"],
    ],
    [
      "entries of an object",
      'Object.entries({ a: 1, b: 2 }).forEach(([name]) => app.get("/" + name, (req, res) => res.json({})));',
      ["GET /a", "GET /b"],
    ],
    [
      "a map that is filled, and a loop over its entries",
      'const m = new Map([["a", 1]]); m.set("b", 2).set("a", 3); for (const [name] of m.entries()) app.get("/" + name, (req, res) => res.json({}));',
      ["GET /b", "GET /a"],
    ],
    [
      "a map's forEach hands the value in first",
      'new Map([["/a", (req, res) => res.json({})]]).forEach((handler, path) => app.get(path, handler));',
      ["GET /a"],
    ],
    [
      "a set, spread and copied",
      'const s = new Set(["a"]); s.add("b"); [...s].forEach((one) => app.get("/" + one, (req, res) => res.json({}))); Array.from(s).map((one) => app.put("/" + one, (req, res) => res.json({})));',
      ["GET /a", "GET /b", "PUT /a", "PUT /b"],
    ],
    ["a switch that is off", 'const ON = false; if (ON) app.get("/a", (req, res) => res.json({}));', []],
    ["a switch that nobody knows", 'if (process.env.ON) app.get("/a", (req, res) => res.json({}));', ["GET /a"]],
    [
      "dynamic methods",
      'for (const m of ["get", "post"]) app[m]("/a", (req, res) => res.json({}));',
      ["GET /a", "POST /a"],
    ],
    [
      "a mount in a mount",
      'const a = express.Router(), b = express.Router(); b.get("/c", (req, res) => res.json({})); a.use("/b", b); app.use("/a", a);',
      ["GET /a/b/c"],
    ],
    [
      "a router mounted twice",
      'const r = express.Router(); r.get("/x", (req, res) => res.json({})); app.use("/a", r); app.use("/b", r);',
      ["GET /a/x", "GET /b/x"],
    ],
    ["after a promise", 'connect().then(() => { app.get("/late", (req, res) => res.json({})); });', ["GET /late"]],
  ])("%s", (_name, source, routes) => {
    expect(routesOf(source)).toEqual(routes);
  });

  test("parameters, headers and cookies that are read", () => {
    const source =
      'app.get("/a/:id", (req, res) => { const page = Number(req.query.page); const { q } = req.query; req.get("X-Tenant"); res.json({ page, q, c: req.cookies.sid }); });';
    const [route] = read({ "app.js": `${START}\n${source}` }).routes;
    expect(route?.parameters.map(({ name, in: place, schema }) => [place, name, schema])).toEqual([
      ["path", "id", { type: "string" }],
      ["query", "page", { type: "number" }],
      ["query", "q", {}],
      ["header", "x-tenant", {}],
      ["cookie", "sid", {}],
    ]);
  });

  test("a status of two, and what a schema's own error handler answers", () => {
    const upsert =
      'app.put("/a", async (req, res) => { const made = await put(); res.status(made ? 201 : 200).json({}); });';
    expect(read({ "app.js": `${START}\n${upsert}` }).routes[0]?.responses.map(({ status }) => status)).toEqual([
      "200",
      "201",
    ]);
    const fastify = `const app = require("fastify")();
      app.setErrorHandler((error, request, reply) => { if (error.validation) return reply.status(422).send({}); reply.send(error); });
      app.post("/a", { schema: { body: { type: "object" } } }, async () => ({}));
      app.post("/b", async (request) => { const parts = request.files(); return { parts }; });`;
    const { routes } = read({ "app.js": fastify });
    expect(routes.map(({ responses }) => responses.map(({ status }) => status))).toEqual([["200", "422"], ["200"]]);
    expect(Object.keys(routes[1]?.body?.content ?? {})).toEqual(["multipart/form-data"]);
  });

  test("modules in modules of NestJS, and versions of one controller", () => {
    const source = `import { Controller, Get, Module, VersioningType } from "@nestjs/common";
      import { NestFactory, RouterModule } from "@nestjs/core";
      @Controller({ path: "keys", version: ["1", "2"] }) class Keys { @Get() all() { return []; } }
      @Controller() class Home { @Get("home") home() { return {}; } }
      @Module({ controllers: [Keys] }) class Inner {}
      @Module({ controllers: [Home], imports: [Inner, RouterModule.register([{ path: "outer", children: [{ path: "inner", module: Inner }] }])] }) class App {}
      const app = await NestFactory.create(App);
      app.enableVersioning({ type: VersioningType.URI });`;
    const { routes } = read({ "main.ts": source });
    expect(routes.map(({ path }) => path)).toEqual(["/v1/outer/inner/keys", "/v2/outer/inner/keys", "/home"]);
  });

  test("comments become words, and documented operations are handed on", () => {
    const source =
      '/** Lists all.\n * @openapi\n * /a:\n *   get:\n *     summary: Said\n */\n/** One of them. */\napp.get("/a", (req, res) => res.json({}));';
    const facts = read({ "app.js": `${START}\n${source}` });
    expect(facts.routes[0]).toMatchObject({ summary: "One of them." });
    expect(facts.documented).toMatchObject([{ document: { "/a": { get: { summary: "Said" } } }, place: { line: 2 } }]);
  });

  test("recursive types are components, unions and dates as JSON has them", () => {
    const source = `import express, { type Request, type Response } from "express";
      interface Node { id: number; at: Date; kind: "a" | "b" | null; children: Node[]; extra?: Record<string, boolean> }
      const app = express();
      app.post("/nodes", (req: Request<{}, Node, Pick<Node, "id" | "kind">>, res: Response<Node>) => { res.status(201).json(req.body as never); });`;
    const { routes, schemas } = read({ "app.ts": source });
    expect(routes[0]?.body?.content).toEqual({
      "application/json": {
        type: "object",
        properties: { id: { type: "number" }, kind: { type: ["string", "null"], enum: ["a", "b", null] } },
        required: ["id", "kind"],
      },
    });
    expect(schemas["Node"]).toMatchObject({
      properties: {
        at: { type: "string", format: "date-time" },
        children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
        extra: { additionalProperties: { type: "boolean" } },
      },
      required: ["id", "at", "kind", "children"],
    });
  });
});

describe("hostile sources", () => {
  test.each([
    ["an endless loop", `while (true) { app.get("/a", (req, res) => res.json({})); }`],
    [
      "a loop of a billion",
      `for (let i = 0; i < 1e9; i++) { const x = i; } app.get("/a", (req, res) => res.json({}));`,
    ],
    [
      "endless recursion",
      `function f(n) { return f(n + 1) + f(n + 2); } f(0); app.get("/a", (req, res) => { f(1); res.json({}); });`,
    ],
    [
      "a router in itself",
      `const r = express.Router(); r.use("/r", r); app.use(r); app.get("/a", (req, res) => res.json({}));`,
    ],
    [
      "deep nesting",
      `const x = ${"(".repeat(400)}1${")".repeat(400)}; const y = ${"[".repeat(400)}${"]".repeat(400)}; app.get("/a", (req, res) => res.json({}));`,
    ],
    [
      "code in strings",
      `const s = "\${process.exit(1)}"; eval("process.exit(1)"); app.get("/a", (req, res) => res.json({}));`,
    ],
    [
      "a list that grows under its loop",
      `const l = [1]; l.forEach(() => l.push(1, 1)); for (const x of l) l.push(x); app.get("/a", (req, res) => res.json({}));`,
    ],
    [
      "a pattern that takes for ever",
      `const p = "${"a".repeat(60)}!".replace(/(a+)+$/, ""); app.get("/a", (req, res) => res.json({}));`,
    ],
    [
      "__proto__",
      `const o = {}; o["__proto__"] = { x: 1 }; o.constructor.prototype.y = 2; app.get("/a", (req, res) => res.json(o));`,
    ],
  ])("%s ends, and the route is found", (_name, source) => {
    expect(routesOf(source)).toContain("GET /a");
  });

  test("a cycle of imports", () => {
    const facts = read({
      "app.js":
        'import express from "express"; import { b } from "./b.js"; export const a = "/a"; const app = express(); app.use(a, b());',
      "b.js":
        'import { Router } from "express"; import { a } from "./app.js"; export function b() { const r = Router(); r.get(`${a}/b`, (req, res) => res.json({})); return r; }',
    });
    expect(facts.routes.map(({ path }) => path)).toEqual(["/a/a/b"]);
  });

  test("a file that is none of the application is not asked for", () => {
    const facts = read({
      "app.js": `${START} const x = require("../../etc/passwd"); require(__dirname + "/../secret.js"); app.use("/x", x); app.get("/a", (req, res) => res.json({}));`,
    });
    expect(facts.routes.map(({ path }) => path)).toContain("/a");
  });

  test("a file with a syntax error is named", () => {
    const facts = read({ "app.js": `${START} app.get("/a", (req, res) => res.json({}));`, "broken.js": "const = ;" });
    expect(facts.unresolved).toMatchObject([
      { code: "route-source-unreadable", place: { file: "broken.js", line: 1 } },
    ]);
  });
});
