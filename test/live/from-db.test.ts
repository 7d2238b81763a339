import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import type { DatabaseServer } from "../../src/command/index.ts";
import { runCli, testWorld } from "../support/world.ts";
import { SCHEMAS, TENANT_A, TENANT_B } from "./from-db-schemas.ts";
import { databaseApp, rowsIn, type DatabaseApp, type Listening, type Row } from "./from-db-support.ts";
import { checkLists, newVerdict, resourcesOf } from "./from-db-truth.ts";

// Two schemas in one database: rows of tenants, and a column of every type. All of them: `bench/full from-db`.
const FLAGS = ["--tenant-column", "tenant_id"];
const A = { role: "admin", tenant: TENANT_A };
const B = { role: "member", tenant: TENANT_B };

let server: DatabaseServer;
let session: Session;
let app: DatabaseApp;
let api: Listening;
let url: string;

beforeAll(async () => {
  const world = await testWorld([]);
  server = await world.engines.start();
  url = await server.createDatabase("proof");
  session = await world.databases.open({ url });
  for (const { sql } of SCHEMAS.slice(0, 2)) await session.script(sql);
  await session.script(
    "create table users (id serial primary key, email text not null, password_hash text, api_key text)",
  );
  app = await databaseApp(url, FLAGS, A);
  if (app.complaints === "") api = await app.listen();
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const fields = (answer: { body: { error: { details: readonly { field: string }[] } } }): readonly string[] =>
  answer.body.error.details.map(({ field }) => field);

/** A row that a list names. */
async function firstOf(path: string): Promise<Row> {
  const [row] = rowsIn(await api.send("GET", path));
  if (row === undefined) throw new Error(`${path} is empty`);
  return row;
}

describe("an API from a database", () => {
  test("compiles under strict, and a second run changes nothing", async () => {
    expect(app.complaints).toBe("");
    const again = await runCli(["scaffold", "--from-db", url, ...FLAGS, "--check"], { cwd: app.folder });
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("answers every sort, filter and relation as SQL does, with one statement and one for each relation", async () => {
    const verdict = newVerdict();
    const resources = await resourcesOf(session, FLAGS);
    await checkLists({ session, app: api, resources, right: TENANT_A, verdict, every: 6 });
    expect(verdict.wrong).toEqual([]);
    expect(verdict.sorts).toBeGreaterThan(15);
    expect(verdict.filters).toBeGreaterThan(40);
    expect(verdict.includes).toBeGreaterThan(4);
  });

  test("refuses what it does not offer", async () => {
    const { nextCursor } = (await api.send("GET", "/tasks?limit=2")).body.meta;
    const broken = [`${nextCursor}x`, "bm8", "e30", Buffer.from('["x","y"]').toString("base64url")].map(
      (one) => `cursor=${one}`,
    );
    const queries = [
      ...broken,
      `cursor=${nextCursor}&sort=due`,
      "title=x",
      "limit=101",
      "limit=0",
      "sort=title",
      "include=secrets",
      "project_id=9223372036854775808",
    ];
    for (const query of queries) {
      const { status } = await api.send("GET", `/tasks?${query}`);
      expect({ query, status }).toEqual({ query, status: 400 });
    }
  });

  test("loses no row and repeats none while others are inserted", async () => {
    const before = await session.query("select id from tasks where tenant_id = $1 order by due desc nulls last, id", [
      TENANT_A,
    ]);
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null && pages < 60; pages += 1) {
      const answer = await api.send("GET", `/tasks?sort=-due&limit=5${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...rowsIn(answer).map(({ id }) => String(id)));
      cursor = answer.body.meta.nextCursor;
      await session.query(
        `insert into tasks (tenant_id, project_id, title, due)
         select $1, min(id), 'inserted', d from projects, unnest(array[null, date '2024-01-02', date '2030-01-01']) d where tenant_id = $1 group by d`,
        [TENANT_A],
      );
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.filter(({ id }) => !seen.includes(String(id)))).toEqual([]);
  });
});

describe("tenants", () => {
  test("see and change their own rows only", async () => {
    const foreign = await firstOf("/tasks?include=project");
    const path = `/tasks/${String(foreign["id"])}`;
    const answers = [
      await api.send("GET", path, { principal: B }),
      await api.send("PATCH", path, { principal: B, body: { title: "taken" } }),
      await api.send("DELETE", path, { principal: B }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const own = rowsIn(await api.send("GET", "/tasks?limit=100&include=project", { principal: B }));
    expect(own.length).toBeGreaterThan(0);
    expect(JSON.stringify(own)).not.toContain(TENANT_A);
    expect((await api.send("GET", path)).body.data["title"]).toBe(foreign["title"]);
  });

  test("cannot name another tenant, nor refer to his rows", async () => {
    const project = Number((await firstOf("/projects"))["id"]);
    const body = { project_id: String(project), title: "mine" };
    const named = await api.send("POST", "/tasks", { principal: B, body: { ...body, tenant_id: TENANT_A } });
    const referring = await api.send("POST", "/tasks", { principal: B, body });
    expect([named.status, referring.status, fields(referring)]).toEqual([400, 422, ["project_id"]]);
    const moved = rowsIn(await api.send("GET", "/tasks?limit=1", { principal: B }))[0];
    const change = await api.send("PATCH", `/tasks/${String(moved?.["id"])}`, {
      principal: B,
      body: { project_id: String(project) },
    });
    expect([change.status, fields(change)]).toEqual([422, ["project_id"]]);
  });

  test("read what belongs to nobody only as administrators", async () => {
    const statuses = await Promise.all(
      [{}, { principal: B }, { principal: { role: "admin" } }].map(
        async (how) => (await api.send("GET", "/countries", how)).status,
      ),
    );
    expect(statuses).toEqual([200, 403, 403]);
  });
});

describe("writes", () => {
  test("come back as they went in", async () => {
    const body = {
      id: "9223372036854775807",
      small: -32768,
      big: "-9223372036854775808",
      num: "12345678901234567890.1234567891",
      num_any: "0.00000000000000000000000000001",
      dbl: 0.1,
      flag: false,
      vc: "Ünï😀",
      txt: 'it\'s \\ "quoted" $1\n',
      bin: Buffer.from([0, 255, 39, 92]).toString("base64"),
      d: "2024-02-29",
      t: "23:59:59.123456",
      iv: "1 day 02:00:00",
      u: "0b5c1c1e-0000-4000-8000-0000000000ff",
      j: { a: [1, null, "x"] },
      jb: "a text",
      ints: [1, null, -3],
      texts: ["a,b", '"', "{}", null],
      bigs: ["9223372036854775807"],
      flags: [true, false],
      days: ["2024-01-01"],
      c: "green",
      cs: ["red", "green"],
      mail: "a@b.c",
      ip: "10.0.0.1",
      r: "[1,5)",
      p3: "(1,2,3)",
      bits: "0101",
    };
    const made = await api.send("POST", "/wide", {
      body: { ...body, ts: "2024-03-31T02:30:00.123456+02:00", tstz: "2024-03-31T02:30:00.123456+02:00" },
    });
    expect({ status: made.status, body: made.body }).toMatchObject({ status: 201, body: { data: body } });
    expect(made.headers.get("location")).toBe("/wide/9223372036854775807");
    const instants = [made.body.data["ts"], made.body.data["tstz"]].map((text) =>
      String(text).replace(/(\+00:00|Z)$/, ""),
    );
    expect(instants).toEqual(["2024-03-31T00:30:00.123456", "2024-03-31T00:30:00.123456"]);
    expect(made.body.data["double_id"]).toBe(-65536);
    const changed = await api.send("PATCH", "/wide/9223372036854775807", { body: { jb: null, big: null, bin: "" } });
    expect(changed.body.data).toMatchObject({ jb: null, big: null, bin: "", txt: body.txt });
    expect((await api.send("DELETE", "/wide/9223372036854775807")).status).toBe(204);
    expect((await api.send("GET", "/wide/9223372036854775807")).status).toBe(404);
  });

  test.each([
    ["a name that is taken", "POST", "/projects", { name: "Project 1" }, [409, "CONFLICT", "name"]],
    ["a check", "POST", "/wide", { id: "1", mail: "none" }, [422, "VALIDATION_ERROR", "mail"]],
    [
      "a reference to nothing",
      "POST",
      "/tasks",
      { project_id: "999999", title: "x" },
      [422, "UNKNOWN_REFERENCE", "project_id"],
    ],
    ["a number that is too big", "POST", "/wide", { id: "9223372036854775808" }, [422, "VALIDATION_ERROR", undefined]],
    ["a text that is no range", "POST", "/wide", { id: "1", r: "nonsense" }, [422, "VALIDATION_ERROR", undefined]],
    ["a row that others refer to", "DELETE", `/tenants/${TENANT_B}`, undefined, [409, "STILL_REFERENCED", undefined]],
    ["a field that is missing", "POST", "/tasks", { title: "x" }, [400, "VALIDATION_ERROR", "project_id"]],
    ["a column that the database writes", "POST", "/projects", { name: "x", id: "5" }, [400, "VALIDATION_ERROR", "id"]],
  ] as const)("%s", async (_name, method, path, body, [status, code, field]) => {
    const answer = await api.send(method, path, body === undefined ? {} : { body });
    expect([answer.status, answer.body.error.code, fields(answer)[0]]).toEqual([status, code, field]);
  });

  test("hold the version that If-Match names", async () => {
    const { id } = await firstOf("/projects");
    const path = `/projects/${String(id)}`;
    const etag = (await api.send("GET", path)).headers.get("etag") ?? "";
    const write = async (name: string) => api.send("PATCH", path, { body: { name }, headers: { "if-match": etag } });
    const first = await write("renamed");
    const second = await write("again");
    expect([first.status, second.status, first.headers.get("etag") === etag]).toEqual([200, 412, false]);
    expect((await api.send("DELETE", path, { headers: { "if-match": etag } })).status).toBe(412);
  });

  test("keep a removed row where it is marked as deleted", async () => {
    const { id } = await firstOf("/projects?sort=-id");
    const path = `/projects/${String(id)}`;
    expect((await api.send("DELETE", path)).status).toBe(204);
    expect([(await api.send("GET", path)).status, (await api.send("DELETE", path)).status]).toEqual([404, 404]);
    expect(await session.query("select deleted_at is not null as gone from projects where id = $1", [id])).toEqual([
      { gone: true },
    ]);
  });

  test("take a secret and never show it", async () => {
    const made = await api.send("POST", "/users", { body: { email: "a@b.c", password_hash: "hash", api_key: "key" } });
    expect(made.body.data).toEqual({ id: made.body.data["id"], email: "a@b.c" });
    expect(await session.query("select password_hash from users")).toEqual([{ password_hash: "hash" }]);
  });
});

test("the generated tests pass", async () => {
  const env = { ...process.env, DATABASE_URL: url, TEST_PRINCIPAL: JSON.stringify(A), NODE_OPTIONS: "" };
  const words = ["--test", join(app.folder, "dist/test/tasks.test.js")];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env, cwd: app.folder });
  expect(stdout).toMatch(/pass 4\n[^]*fail 0\n/);
});
