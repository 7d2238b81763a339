import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../support/world.ts";
import { open, runAnalyze, type Server, startServer } from "./analyze-support.ts";

/** One of every kind of suggestion, names that need quotes, and partitions two levels deep. */
const SCHEMA = `
  CREATE SCHEMA "My App";
  CREATE TABLE "My App"."Parent" ("Id" int PRIMARY KEY);
  CREATE TABLE "My App"."order" ("Id" int PRIMARY KEY, "User" int REFERENCES "My App"."Parent");
  CREATE TABLE parent (id int PRIMARY KEY);
  CREATE TABLE event (id int, at date, parent_id int REFERENCES parent, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY HASH (id);
  CREATE TABLE event_1_0 PARTITION OF event_1 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
  CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
  CREATE INDEX event_2_mine ON event_2 (parent_id);
  CREATE TABLE log (at date, line text);
  CREATE TABLE t (id int PRIMARY KEY, a int, b int);
  CREATE INDEX t_a ON t (a);
  CREATE INDEX t_a_again ON t (a);
  CREATE INDEX t_b ON t (b);
  CREATE INDEX t_b_a ON t (b, a);
`;

describe("the migrations that an analysis writes", () => {
  let server: Server;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    url = await server.createDatabase("analyze_migrations");
    folder = await mkdtemp(join(tmpdir(), "backwright-migrations-"));
    await using session = await open(url);
    await session.script(SCHEMA);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await server?.[Symbol.asyncDispose]();
  });

  test("run as they stand, and mend everything that was found", async () => {
    const migrations = join(folder, "migrations");
    const { data } = await runAnalyze({ connection: url, out: migrations });
    expect(data.findings.map(({ code, subject }) => `${code} ${subject.name}`)).toEqual([
      "fk-unindexed My App.order.User",
      "fk-unindexed event.parent_id",
      "index-duplicate t_a_again",
      "index-redundant t_b",
      "primary-key-missing log",
    ]);
    // Alone: each CONCURRENTLY. Together: what stands between them. Each with its rollback.
    expect(data.written).toHaveLength(14);
    const migrated = await runCli(["db", "migrate", "--yes", "--connection", url, "--migrations", migrations]);
    expect(migrated).toMatchObject({ code: 0 });
    const again = await runAnalyze({ connection: url, out: migrations });
    expect(again.data.findings.map(({ code, subject }) => `${code} ${subject.name}`)).toEqual([]);
  });

  test("a second writing of the same advice writes nothing", async () => {
    await using session = await open(url);
    await session.script('DROP INDEX "My App"."idx_order_User"');
    const migrations = join(folder, "migrations");
    const before = await readdir(migrations);
    const { data, text } = await runAnalyze({ connection: url, out: migrations });
    expect(data.suggestions).toHaveLength(1);
    expect(data.written).toEqual([]);
    expect(data.present).toEqual([expect.stringMatching(/_add_index_my_app_order_user\.sql$/)]);
    expect(text).toContain("Already there:");
    expect(await readdir(migrations)).toEqual(before);
  });
});
