// What stands between a run and its server: poolers, replicas, readers that hold a table.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { testWorld } from "../support/world.ts";
import { openBench, startServer, type Bench, type Server } from "./migrate-support.ts";

let server: Server;
let bench: Bench;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  bench = await openBench(server);
});
afterEach(() => bench[Symbol.asyncDispose]());

const A = "20240101_a.sql";

/** A session of a pool that gives every client the same server process, as PgBouncer in transaction mode may. */
function pooled(session: Session): Session {
  const { serverVersion, database, user, where } = session;
  return {
    serverVersion,
    database,
    user,
    where,
    query: (sql, parameters) => session.query(sql, parameters),
    script: (sql) => session.script(sql),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

test("a pooler that changes servers between transactions is refused before anything is changed", async () => {
  await bench.write({ [A]: "create table a ();" });
  const databases = { open: async () => pooled(bench.session) };
  expect(await bench.run("migrate", {}, { world: { databases } })).toMatchObject({
    exitCode: 3,
    error: "migration-pooler",
  });
  expect(await bench.value("select to_regclass('backwright_migrations')::text")).toBeNull();
});

describe("a reader holds the table", () => {
  test("the run gives way, tries again and gets through; readers behind it never wait longer than the time-out", async () => {
    await bench.session.script("create table a (id int)");
    const { databases } = await testWorld([]);
    await using reader = await databases.open({ url: bench.url });
    await reader.script("begin; select * from a");
    await bench.write({ [A]: "alter table a add column b int;" });
    let tries = 0;
    const run = await bench.run(
      "migrate",
      { lockTimeout: "20ms", lockTries: 20 },
      {
        world: {
          clock: {
            ...(await testWorld([])).clock,
            // The pause between two tries: others go on, and here the reader ends.
            sleep: async () => {
              tries += 1;
              if (tries === 3) await reader.script("commit");
            },
          },
        },
      },
    );
    expect(run).toMatchObject({ exitCode: 0, data: { outcome: "applied" } });
    expect(tries).toBe(3);
  });
});

describe("--wait-replicas", () => {
  test("without replicas nothing is waited for; a role that may not look is told so", async () => {
    await bench.write({ [A]: "create table a ();" });
    expect(await bench.run("migrate", { waitReplicas: "1s" })).toMatchObject({ exitCode: 0 });
    const role = `r_${bench.session.database}`;
    await bench.session.script(
      `create role ${role} login password 'x'; grant create, usage on schema public to ${role};
       grant select, insert, update, delete on backwright_migrations, backwright_migrations_journal to ${role}`,
    );
    const url = new URL(bench.url);
    [url.username, url.password] = [role, "x"];
    await bench.write({ "20240102_b.sql": "create table b ();" });
    expect(await bench.run("migrate", { connection: url.href, waitReplicas: "1s" })).toMatchObject({
      exitCode: 3,
      error: "migration-replicas-unseen",
    });
    await bench.session.script(`drop owned by ${role}; drop role ${role}`);
  });
});
