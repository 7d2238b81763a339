import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { DatabaseServer } from "../../src/command/index.ts";
import { matching } from "../support/matching.ts";
import { databases, engines, leftOf, whereabouts } from "./embedded-support.ts";

const found = await engines().available();
const native = found.find((info) => info.kind !== "pglite");
if (native === undefined) console.warn("No native PostgreSQL runs here: its tests are skipped.");

const cache = mkdtempSync(join(tmpdir(), "cache-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

async function ask(server: DatabaseServer, sql: string): Promise<unknown> {
  await using session = await databases.open({ url: server.url() });
  const [row] = await session.query(sql);
  return row?.["answer"];
}

describe.skipIf(native === undefined)("a native server", () => {
  test("starts without a cache, starts from it, and both times with the same engine", async () => {
    await using first = await engines(cache).start();
    await using second = await engines(cache).start();
    expect(first.engine).toEqual(native);
    expect(second.engine).toEqual(first.engine);
    expect(first.singleSession).toBe(false);
    expect(await ask(second, "select current_setting('server_version') as answer")).toContain(first.engine.version);
  });

  test("two that prepare the cache at once do not disturb each other, and leave nothing half-done", async () => {
    const fresh = mkdtempSync(join(tmpdir(), "cache-"));
    const starts = [engines(fresh).start(), engines(fresh).start()];
    const servers = await Promise.all(starts);
    expect(await Promise.all(servers.map((server) => ask(server, "select 1 as answer")))).toEqual([1, 1]);
    for (const server of servers) await server[Symbol.asyncDispose]();
    await using third = await engines(fresh).start();
    expect(await ask(third, "select 1 as answer")).toBe(1);
    const names = readdirSync(fresh, { recursive: true }).map(String);
    expect(names.filter((name) => /(^|[\\/])new-/.test(name))).toEqual([]);
    rmSync(fresh, { recursive: true, force: true });
  });

  test("two at once are two", async () => {
    await using one = await engines(cache).start();
    await using two = await engines(cache).start();
    await one.createDatabase("only_in_one");
    const sql = "select count(*)::int as answer from pg_database where datname = 'only_in_one'";
    expect([await ask(one, sql), await ask(two, sql)]).toEqual([1, 0]);
  });

  test("makes databases of any name", async () => {
    await using server = await engines(cache).start();
    const name = 'we"ird ñame/%41';
    await using session = await databases.open({ url: await server.createDatabase(name) });
    expect(session.database).toBe(name);
    await expect(server.createDatabase(name)).rejects.toMatchObject({ cause: { sqlState: "42P04" } });
  });

  test("takes settings that only a start can bring into force", async () => {
    await using server = await engines(cache).start({ settings: { shared_preload_libraries: "pg_stat_statements" } });
    await using session = await databases.open({ url: server.url() });
    await session.script("create extension pg_stat_statements");
    expect(await session.query("select count(*) > 0 as answer from pg_stat_statements")).toEqual([{ answer: true }]);
  });

  test.each([{ settings: { "a=b -c fsync": "off" } }, { settings: { no_such_setting: "1" } }])(
    "refuses %j and leaves nothing",
    async (options) => {
      await expect(engines(cache).start(options)).rejects.toMatchObject({
        code: matching(/^engine-/),
        message: matching(/such_setting|a=b/),
      });
    },
  );

  test("lets nobody in by TCP without its password", async () => {
    await using server = await engines(cache).start();
    const url = server.url().replace(/:[^:@]+@/, ":wrong@");
    await expect(databases.open({ url })).rejects.toMatchObject({ cause: { sqlState: "28P01" } });
  });

  test("leaves nothing when it is disposed of, also twice, also with a session open", async () => {
    const server = await engines(cache).start();
    await using session = await databases.open({ url: server.url() });
    const where = await whereabouts(session);
    await Promise.all([server[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
    expect(leftOf(where)).toEqual([]);
    await expect(session.query("select 1")).rejects.toMatchObject({ code: "database-connection-lost", exitCode: 3 });
  });
});

describe("the choice", () => {
  test.each(found.map((info) => [info.kind, info] as const))("can be forced: %s", async (engine, info) => {
    await using server = await engines(cache).start({ engine, major: info.major });
    expect(server.engine.kind).toBe(engine);
    expect(await ask(server, "select 1 + 1 as answer")).toBe(2);
  });

  test("of a major that is not here is an error that says how to get it", async () => {
    await expect(engines(cache).start({ major: 9 })).rejects.toMatchObject({
      code: "engine-not-found",
      message: matching(/There is no PostgreSQL 9 here; there is PostgreSQL/),
      hint: "Run backwright doctor --install-postgres 9.",
    });
  });

  test("finds the best first: embedded, then system, then PGlite", () => {
    const order = ["embedded", "system", "pglite"];
    const kinds = found.map((info) => order.indexOf(info.kind));
    expect(kinds).toEqual(kinds.toSorted((a, b) => a - b));
    for (const info of found) if (info.path !== undefined) expect(existsSync(info.path)).toBe(true);
  });
});
