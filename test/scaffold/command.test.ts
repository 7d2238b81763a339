import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../support/world.ts";
import { documentOf } from "./generated.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backwright-scaffold-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ok = { responses: { 200: { description: "" } } };
const users = {
  "/users": {
    get: { operationId: "listUsers", tags: ["User Accounts"], ...ok },
    post: { operationId: "createUser", tags: ["User Accounts"], ...ok },
  },
  "/users/{id}": {
    get: {
      operationId: "getUser",
      tags: ["User Accounts"],
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      ...ok,
    },
  },
};

const write = (text: string, name = "openapi.json"): Promise<void> => writeFile(join(folder, name), text);
const read = (path: string): Promise<string> => readFile(join(folder, path), "utf8");
const scaffold = (...words: readonly string[]) => runCli(["scaffold", ...words], { cwd: folder });
const everything = async (): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile())
    .map((each) => each.name);

describe("backwright scaffold", () => {
  test("prints the listing and nothing else", async () => {
    await write(documentOf(users));
    const { code, stdout } = await scaffold("openapi.json");
    expect(stdout).toBe(
      [
        "Generated 3 route handlers in src/routes/",
        "- GET /users (listUsers)",
        "- POST /users (createUser)",
        "- GET /users/{id} (getUser)",
        "Created validation middleware: src/middleware/validators.ts",
        "Created TypeScript types: src/types/api.ts",
        "",
      ].join("\n"),
    );
    expect(code).toBe(0);
  });

  test("writes the chosen part of a document as overlays leave it, and remembers the choice", async () => {
    await write(documentOf({ ...users, "/orders": { get: { operationId: "listOrders", tags: ["Orders"], ...ok } } }));
    const actions = [
      { target: "$.paths['/users'].post", remove: true },
      { target: "$.gone", remove: true },
    ];
    await write(JSON.stringify({ overlay: "1.0.0", actions }), "public.json");
    const words = ["openapi.json", "--tags", "User Accounts,Nobody", "--overlay", "public.json", "--json"];
    const first = JSON.parse((await scaffold(...words)).stdout);
    expect(first.operations.map(({ id }: { id: string }) => id)).toEqual(["listUsers", "getUser"]);
    expect(first.findings).toMatchObject([
      { code: "overlay-matches-nothing", subject: { file: "public.json", line: 1 } },
      { code: "choice-matches-nothing", evidence: { option: "tags", wish: "Nobody" } },
    ]);
    expect(JSON.parse(await read(".backwright/manifest.json")).apis.src.options).toMatchObject({
      overlay: ["public.json"],
      tags: ["User Accounts", "Nobody"],
    });
    expect(await scaffold("openapi.json", "--check")).toMatchObject({ code: 0 });
    const refused = await scaffold("openapi.json", "--paths", "/none/*");
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("is left by --tags")]);
    const all = JSON.parse(
      (await scaffold("diff", "openapi.json", "--tags", "*", "--overlay", "none", "--json")).stdout,
    );
    expect(all.operations).toHaveLength(4);
  });

  test("--tests writes a test file for each tag, which follows the document and keeps what was added to it", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json", "--tests");
    const path = "src/test/user-accounts.test.ts";
    const text = await read(path);
    expect(text.match(/^describe\(.*$/gm)).toEqual([
      'describe("GET /users", () => {',
      'describe("POST /users", () => {',
      'describe("GET /users/{id}", () => {',
    ]);
    await write(`${text}\n// Mine.\n`, path);
    await write("// Mine too.\n", "src/test/setup.ts");
    await write(
      documentOf({ ...users, "/boats": { get: { operationId: "listBoats", tags: ["User Accounts"], ...ok } } }),
    );
    expect((await scaffold("openapi.json")).code).toBe(0);
    expect(await read(path)).toMatch(/describe\("GET \/boats"[^]*\/\/ Mine\.\n$/);
    expect(await read("src/test/setup.ts")).toBe("// Mine too.\n");
    await scaffold("openapi.json", "--no-tests");
    await expect(read("src/test/api.ts")).rejects.toThrow("ENOENT");
    expect(await read(path)).toContain("// Mine.");
  });

  test("its alias speaks the other words", async () => {
    await write(documentOf(users), "openapi.yaml");
    const words = ["openapi.yaml", "--framework", "express", "--output", "src/routes/"];
    const { code, stdout } = await runCli(words, { cwd: folder, bin: "api-scaffolder" });
    expect([code, stdout.split("\n")[0]]).toEqual([0, "Generated 3 route handlers in src/routes/"]);
  });

  test.each([
    ["fastify", 'from "fastify"'],
    ["koa", 'from "@koa/router"'],
  ])("--framework %s writes its routes", async (framework, imported) => {
    await write(documentOf(users));
    const { code, stdout } = await scaffold("openapi.json", "--framework", framework);
    expect([code, stdout.split("\n")[0]]).toEqual([0, "Generated 3 route handlers in src/routes/"]);
    expect(await read("src/middleware/router.ts")).toContain(imported);
  });

  test("a handler exports each operation by its name, in a file named after the tag", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json");
    const text = await read("src/routes/user-accounts.ts");
    expect(text.match(/export const \w+/g)).toEqual([
      "export const listUsers",
      "export const createUser",
      "export const getUser",
    ]);
  });

  test("writing twice changes nothing", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json");
    const before = await read("src/types/api.ts");
    const { stdout } = await scaffold("openapi.json", "--json");
    const actions = new Set((JSON.parse(stdout).files as { action: string }[]).map(({ action }) => action));
    expect(actions).toEqual(new Set(["kept", "unchanged"]));
    expect(await read("src/types/api.ts")).toBe(before);
  });

  test("a handler file is never touched, and what it lacks is named", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json");
    await writeFile(join(folder, "src/routes/user-accounts.ts"), "export const listUsers = mine;\n");
    const { code, stdout } = await scaffold("openapi.json");
    expect(await read("src/routes/user-accounts.ts")).toBe("export const listUsers = mine;\n");
    expect(stdout).toContain("Missing in src/routes/user-accounts.ts, which is yours: createUser, getUser.");
    expect(code).toBe(0);
  });

  test("an edited managed file is refused before anything is written", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json");
    await writeFile(join(folder, "src/types/api.ts"), "// mine\n");
    await write(documentOf({ ...users, "/new": { get: ok } }));
    const { code, stderr } = await scaffold("openapi.json");
    expect([code, stderr.includes("src/types/api.ts")]).toEqual([4, true]);
    expect(await read("src/types/api.ts")).toBe("// mine\n");
    expect(await everything()).not.toContain("new.ts");
  });

  test("--force keeps a copy of the edit beside the new file", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json");
    await writeFile(join(folder, "src/types/api.ts"), "// mine\n");
    const { code } = await scaffold("openapi.json", "--force");
    expect(code).toBe(0);
    expect(await read("src/types/api.ts.orig")).toBe("// mine\n");
    expect(await read("src/types/api.ts")).toContain("export interface Handlers");
  });

  test("a file of the user's where a managed one goes is refused as well", async () => {
    await write(documentOf(users));
    await mkdir(join(folder, "src/types"), { recursive: true });
    await writeFile(join(folder, "src/types/api.ts"), "export type Mine = 1;\n");
    expect((await scaffold("openapi.json")).code).toBe(4);
  });

  test("a managed file that is no longer needed goes", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 51 }, (_, at) => [`/a${at}`, { get: { tags: ["many"], ...ok } }]),
    );
    await write(documentOf(many));
    await scaffold("openapi.json");
    expect(await everything()).toContain("schemas.ts");
    await write(documentOf(users));
    await scaffold("openapi.json");
    expect(await everything()).not.toContain("schemas.ts");
  });

  test("--validator writes the schemas of a library, and the next run remembers it", async () => {
    const list = { name: "tags", in: "query", schema: { type: "array", uniqueItems: true, items: { type: "string" } } };
    const parameters = [{ name: "limit", in: "query", schema: { type: "integer", maximum: 9 } }, list];
    await write(documentOf({ "/users": { get: { operationId: "listUsers", parameters, ...ok } } }));
    await write('{ "name": "app", "type": "module" }', "package.json");
    const { code, stdout } = await scaffold("openapi.json", "--validator", "zod");
    expect(code).toBe(0);
    expect(stdout).toMatch(/openapi\.json:\d+:\d+.*uniqueItems is checked by a function in middleware\/remaining\.ts/);
    expect(stdout).toContain("npm install zod@^4.6.0");
    expect(await read("src/middleware/schemas.ts")).toContain("export const LimitQuery = integer().max(9);");
    expect((await scaffold("openapi.json", "--check")).code).toBe(0);
    await scaffold("openapi.json", "--validator", "generated");
    expect(await read("src/middleware/validators.ts")).not.toContain("schemas.js");
    expect(await everything()).not.toContain("schemas.ts");
  });

  test("--unknown-fields and --coerce decide what the validators do", async () => {
    const schema = { type: "object", properties: { age: { type: "integer" } } };
    const post = { ...ok, requestBody: { content: { "application/json": { schema } } } };
    await write(documentOf({ "/users": { post } }));
    const validators = async (...words: readonly string[]): Promise<string> => {
      expect((await scaffold("openapi.json", ...words)).code).toBe(0);
      return read("src/middleware/validators.ts");
    };
    expect(await validators()).not.toMatch(/is not known here|keepOnly|COERCION/);
    expect(await validators("--unknown-fields", "reject")).toContain("is not known here");
    expect(await validators("--unknown-fields", "strip")).toContain("keepOnly(body, NAMES);");
    expect(await validators("--coerce", "bodies")).toContain("body = COERCION(body);");
  });

  test.each([
    [["scaffold", "--from-db", "schema.sql", "--tags", "pets"], "--from-db reads none"],
    [["scaffold", "--from-db", "schema.sql", "--tests"], "tests of its own"],
    [["scaffold", "."], ". is a folder: the document of an application's routes is made by backwright spec ."],
    [["db", "suggest-indexes", "schema.sql", "--verify"], "give --connection instead of files"],
  ])("what %j cannot do is refused before anything is read", async (words, problem) => {
    await writeFile(join(folder, "schema.sql"), "create table pets (id int primary key);");
    const { code, stderr } = await runCli(words, { cwd: folder });
    expect([code, stderr.includes(problem) ? problem : stderr]).toEqual([2, problem]);
  });

  test("--dry-run lists and writes nothing", async () => {
    await write(documentOf(users));
    const { stdout } = await scaffold("openapi.json", "--dry-run");
    expect(stdout).toContain("create    src/types/api.ts");
    expect(await everything()).toEqual(["openapi.json"]);
  });

  test("the source root is the output folder itself when that is no routes folder", async () => {
    await write(documentOf(users));
    await scaffold("openapi.json", "--out", "server");
    expect(await read("server/types/api.ts")).toContain("Handlers");
    expect(await read("server/routes/user-accounts.ts")).toContain("listUsers");
  });
});

describe("a document with lost parts", () => {
  const lost = documentOf({
    "/a": {
      get: {
        operationId: "listA",
        responses: { 200: { description: "", content: { "application/json": { schema: { $ref: "#/nowhere" } } } } },
      },
    },
    "/b": { get: ok },
  });

  test("is written, says so with place and exit code 1, and its route answers 501", async () => {
    await write(lost);
    const { code, stdout } = await scaffold("openapi.json");
    expect(stdout).toContain("- GET /a (listA) answers 501: #/nowhere resolves to nothing");
    expect(stdout).toMatch(/openapi\.json:\d+:\d+: #\/nowhere cannot be resolved/);
    expect(code).toBe(1);
    expect(await read("src/middleware/router.ts")).toContain('router.get("/a", notImplemented);');
  });

  test("writes nothing with --strict", async () => {
    await write(lost);
    const { code } = await scaffold("openapi.json", "--strict");
    expect([code, await everything()]).toEqual([1, ["openapi.json"]]);
  });
});

test("no document", async () => {
  const { code, stderr } = await scaffold();
  expect(stderr).toMatch(/needs an OpenAPI document/);
  expect(code).toBe(2);
});

describe("backwright scaffold --javascript", () => {
  const changed = {
    ...users,
    "/users/{id}": { get: { ...users["/users/{id}"].get, operationId: "showUser" } },
    "/boats": { get: { operationId: "listBoats", tags: ["User Accounts"], ...ok } },
  };

  test("is remembered, and keeps edited handlers as TypeScript does", async () => {
    await write(documentOf(users));
    const first = await scaffold("openapi.json", "--javascript");
    expect(first.stdout).toContain("Created TypeScript types: src/types/api.d.ts");
    expect((await everything()).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))).toEqual([]);
    const path = "src/routes/user-accounts.js";
    const edited = (await read(path))
      .replace("GET /users/{id}.", "My own words.")
      .replace(
        "getUser = async (req, res) => notImplemented(req, res)",
        "getUser = async (req, res) => void res.json(1)",
      );
    await write(edited, path);
    await write(documentOf(changed));
    expect((await scaffold("openapi.json", "--check")).code).toBe(1);
    expect((await scaffold("diff", "openapi.json")).stdout).toContain("listBoats");
    const { stdout, code } = await scaffold("openapi.json");
    expect(stdout).toContain("showUser");
    expect(code).toBe(0);
    const text = await read(path);
    expect(text).toContain(
      ' * My own words. Answers 200.\n * @type {Handlers["showUser"]}\n */\nexport const showUser = async (req, res) => void res.json(1);',
    );
    expect(text).toContain(' * @type {Handlers["listBoats"]}\n */\nexport const listBoats');
    expect(await scaffold("openapi.json", "--check")).toMatchObject({ code: 0 });
  });

  test.each([
    ["another language", "{}", ["--javascript"], ["--no-javascript"], 4, /src was generated as JavaScript/],
    ["the other way round", "{}", [], ["--javascript"], 4, /src was generated as TypeScript/],
    ["CommonJS", '{ "type": "commonjs" }', [], ["--javascript", "--out", "other"], 2, /"type": "commonjs".*ES modules/],
  ])("%s is refused, and nothing is written", async (_name, settings, before, words, exitCode, message) => {
    await write(settings, "package.json");
    await write(documentOf(users));
    await scaffold("openapi.json", ...before);
    const files = await everything();
    const { code, stderr } = await scaffold("openapi.json", ...words);
    expect(stderr).toMatch(message);
    expect(code).toBe(exitCode);
    expect(await everything()).toEqual(files);
  });
});
