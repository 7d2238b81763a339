import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { readSpecification } from "../../src/openapi/index.ts";
import { APPLICATIONS, expectedRoutes } from "../support/applications.ts";
import { runCli, temporaryFolder } from "../support/world.ts";

async function project(name: string) {
  const folder = await temporaryFolder("spec");
  await cp(join(APPLICATIONS, name), folder.path, { recursive: true });
  return folder;
}

describe("spec", () => {
  test.each([
    ["3.0", "3.0.3"],
    ["3.1", "3.1.1"],
    ["3.2", "3.2.0"],
  ])("to stdout in OpenAPI %s, a document that reads back without a finding", async (version, full) => {
    await using folder = await project("express-aliases");
    const { code, stdout, stderr } = await runCli(["spec", ".", "--openapi", version], { cwd: folder.path });
    expect({ code, stderr: stderr.split("\n").length }).toEqual({ code: 0, stderr: 2 });
    expect(parse(stdout)).toMatchObject({ openapi: full, info: { title: "express-aliases", version: "0.3.0" } });
    const model = await readSpecification("openapi.yaml", async () => stdout);
    expect(model.findings).toEqual([]);
    expect(model.operations).toHaveLength(expectedRoutes("express-aliases").length);
  });

  test("into a file, again without a change, and checked", async () => {
    await using folder = await project("koa-typescript");
    const line = ["src/", "--generate-spec", "--output", "openapi.yaml"];
    const options = { cwd: folder.path, bin: "api-scaffolder" };
    const first = await runCli(line, options);
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Found 12 operations (koa)\n- GET /admin/metrics (src/app.ts:11)"),
    });
    expect(first.stdout).toContain("Wrote OpenAPI 3.1: openapi.yaml");
    const text = await readFile(join(folder.path, "openapi.yaml"), "utf8");
    expect((await runCli(line, options)).stdout).toContain("Already up to date");
    expect(await readFile(join(folder.path, "openapi.yaml"), "utf8")).toBe(text);
    await writeFile(join(folder.path, "src/lib/audit.ts"), "export const audit = undefined;");
    await writeFile(
      join(folder.path, "src/more.ts"),
      'import Koa from "koa"; import Router from "@koa/router"; const r = new Router(); r.get("/more", (ctx) => { ctx.body = 1; }); new Koa().use(r.routes()).listen(1);',
    );
    expect(await runCli(["spec", ".", "--out", "openapi.yaml", "--check"], { cwd: folder.path })).toMatchObject({
      code: 1,
    });
    expect(await readFile(join(folder.path, "openapi.yaml"), "utf8")).toBe(text);
  });

  test("what could not be resolved is on stderr with file and line, and in the document", async () => {
    await using folder = await project("express-unresolved");
    const { stdout, stderr } = await runCli(["spec", "."], { cwd: folder.path });
    expect(stderr).toContain("src/index.js:9:5: GET /{unknown}");
    expect(stderr).toContain("src/index.js:12:5: what is mounted here could not be followed");
    expect(parse(stdout)).toMatchObject({
      paths: {
        "/tenants/{unknown}/usage": {
          get: { "x-backwright-unresolved": [{ code: "route-path-unresolved", at: "src/index.js:8:5" }] },
        },
      },
      "x-backwright-unresolved": [{ code: "route-mount-unresolved", at: "src/index.js:12:5" }],
    });
  });

  test("a link that leads out of the project is not read", async () => {
    await using outside = await project("express-classes");
    await using folder = await temporaryFolder("spec");
    await mkdir(join(folder.path, "app"));
    await writeFile(join(folder.path, "app/package.json"), "{}");
    await symlink(join(outside.path, "src"), join(folder.path, "app/src"));
    const { stderr, stdout } = await runCli(["spec", "app"], { cwd: folder.path });
    expect(stderr).toContain("no routes of Express, Fastify, Koa or NestJS were found in 0 files");
    expect(parse(stdout)).toMatchObject({ paths: {} });
  });

  test.each([
    [["spec", "package.json"], "package.json is no folder"],
    [["spec", "missing"], "missing is no folder"],
    [["spec", ".", "--check"], "no document was named"],
    [["spec", ".", "--entry", "src/index.js"], "nothing is started without --probe"],
    [["spec", ".", "--probe", "--entry", "src/none.js"], "src/none.js is no file of the project"],
    [["spec", ".", "--out", "package.json"], "holds no OpenAPI 3 document"],
  ])("%j is refused", async (words, message) => {
    await using folder = await project("express-unresolved");
    const { code, stderr } = await runCli(words, { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

test("a type checker says what a service returns", async () => {
  await using folder = await project("express-services");
  const answered = async (...flags: readonly string[]): Promise<unknown> => {
    const { stdout } = await runCli(["spec", ".", ...flags], { cwd: folder.path });
    return parse(stdout).paths["/harbour/v3/bookings/{id}"].get.responses["200"].content["application/json"];
  };
  expect(await answered()).toEqual({});
  expect(await answered("--types")).toEqual({ schema: { $ref: "#/components/schemas/Booking" } });
});

test("a started application adds what only it has; one that does not start is told, and the document is written", async () => {
  await using folder = await temporaryFolder("spec");
  await symlink(join(import.meta.dirname, "..", "..", "node_modules"), join(folder.path, "node_modules"));
  await writeFile(join(folder.path, "package.json"), '{ "main": "app.js" }');
  await writeFile(join(folder.path, ".env.example"), "SLUG='cats'");
  await writeFile(
    join(folder.path, "app.js"),
    'const app = require("express")();\napp.get(`/${process.env.SLUG}/:id`, (request, response) => response.sendStatus(204));\napp[["po", "st"].join("")](atob("L2RvZ3M="), () => {});\nmodule.exports = app;',
  );
  const probed = await runCli(["spec", ".", "--probe", "--json"], { cwd: folder.path });
  expect(probed.code).toBe(0);
  expect(JSON.parse(probed.stdout)).toMatchObject({
    probe: { entry: "app.js", outcome: "finished" },
    document: { paths: { "/cats/{id}": { get: { responses: { 204: {} } } } } },
  });
  await writeFile(join(folder.path, "broken.js"), 'require("left-out");');
  const broken = await runCli(["spec", ".", "--probe", "--entry", "broken.js", "--out", "o.yaml"], {
    cwd: folder.path,
  });
  expect(broken).toMatchObject({ code: 3, stdout: expect.stringContaining("Wrote OpenAPI 3.1: o.yaml") });
  expect(broken.stderr).toContain(
    "broken.js:1:1: the application was not started: the module left-out is not installed",
  );
});
