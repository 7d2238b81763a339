// Schema design from first step to last: entities, create, indexes, constraints and triggers, migrate; each by its real command.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Session } from "../../src/catalog/index.ts";
import { runCli, temporaryFolder, testWorld, type CliResult } from "../support/world.ts";
import { startServer, type Server } from "./migrate-support.ts";

const BIN = "database-migration-tool";
let server: Server;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let url: string;
let session: Session;

beforeAll(async () => {
  [server, folder] = await Promise.all([startServer(), temporaryFolder("schema-workflow")]);
  url = await server.createDatabase("design");
  session = await (await testWorld([])).databases.open({ url });
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** The tool as it is installed, in the project's folder. */
async function tool(...words: readonly string[]): Promise<CliResult> {
  const result = await runCli(words, { bin: BIN, cwd: folder.path, env: { DATABASE_URL: url } });
  expect(result).toMatchObject({ code: 0, stderr: expect.not.stringContaining("Error") });
  return result;
}

const ENTITIES = `create table users (id bigint generated always as identity primary key, email text not null);
create table orders (id bigint generated always as identity primary key,
  user_id bigint not null references users (id), status text not null, total numeric(12,2) not null);
create table order_log (order_id bigint not null, was text not null, at timestamptz not null default now());
`;
const INDEXES = "create index concurrently idx_orders_user_id on orders (user_id);\n";
const RULES = `alter table orders add constraint orders_total_check check (total >= 0) not valid;
alter table orders validate constraint orders_total_check;
create function log_status() returns trigger language plpgsql as $$
begin
  insert into order_log (order_id, was) values (old.id, old.status);
  return new;
end $$;
create trigger orders_log_status after update of status on orders
  for each row when (old.status is distinct from new.status) execute function log_status();
`;
const RULES_BACK = `drop trigger orders_log_status on orders;
drop function log_status();
alter table orders drop constraint orders_total_check;
`;

/** Writes a migration's statements into the files that `create` made. */
async function design(title: string, up: string, down: string): Promise<void> {
  const { stdout } = await tool("create", title);
  const file = /Created migration: (\S+)/.exec(stdout)?.[1] ?? "";
  const rollback = /Created rollback: +(\S+)/.exec(stdout)?.[1] ?? "";
  expect([file, rollback]).toEqual([expect.stringContaining(title), expect.stringContaining(`${title}_rollback`)]);
  await writeFile(join(folder.path, file), up);
  await writeFile(join(folder.path, rollback), down);
}

const refused = async (sql: string): Promise<unknown> =>
  session.query(sql).then(
    () => "accepted",
    (error: unknown) => (error instanceof Error ? error.message : error),
  );

test("entities → create → indexes → constraints and triggers → migrate", async () => {
  await design("add_entities", ENTITIES, "drop table order_log, orders, users;\n");
  await design("add_indexes", INDEXES, "drop index concurrently idx_orders_user_id;\n");
  await design("add_rules", RULES, RULES_BACK);

  const linted = await runCli(["db", "lint", "migrations/", "--no-proof"], { cwd: folder.path });
  expect(linted.stdout).not.toContain("fk-unindexed");
  const dry = await tool("migrate", "--dry-run");
  expect(dry.stdout).toContain("Taken back, the schema was exactly as before.");
  expect((await session.query("select to_regclass('users')::text as users"))[0]).toEqual({ users: null });

  const migrated = await tool("migrate", "--yes");
  expect(migrated.stdout.match(/migrations\/\d{8}(_\d{6})?_add_(entities|indexes|rules)\.sql/g)).toHaveLength(3);
  expect((await tool("status")).stdout).toContain("Up to date.");

  await session.script(
    "insert into users (email) values ('ada@example.com'); insert into orders (user_id, status, total) values (1, 'new', 5)",
  );
  await session.script("update orders set status = 'paid'");
  expect(await session.query("select was from order_log")).toEqual([{ was: "new" }]);
  expect(await refused("update orders set total = -1")).toContain("orders_total_check");
  expect(await refused("insert into orders (user_id, status, total) values (7, 'new', 1)")).toContain(
    "orders_user_id_fkey",
  );
  const valid = "select indisvalid as valid from pg_index where indexrelid = 'idx_orders_user_id'::regclass";
  expect(await session.query(valid)).toEqual([{ valid: true }]);

  await tool("rollback", "--yes");
  expect(await refused("update orders set total = -1")).toBe("accepted");
  await session.script("update orders set total = 1");
  await tool("migrate", "--yes");
  expect(await refused("update orders set total = -1")).toContain("orders_total_check");
});

test("the report of where it stands is to be had as text, JSON and a page", async () => {
  const text = await tool("status");
  const json: unknown = JSON.parse((await runCli(["db", "status", "--json"], at())).stdout);
  expect(json).toMatchObject({ upToDate: true, migrations: [{ state: "applied" }, {}, {}] });
  expect((await runCli(["db", "status", "--format", "html", "--save", "status.html"], at())).code).toBe(0);
  const page = await readFile(join(folder.path, "status.html"), "utf8");
  for (const name of (await readdir(join(folder.path, "migrations"))).filter((file) => !file.includes("_rollback"))) {
    expect(page).toContain(name);
    expect(text.stdout).toContain(name.replace(".sql", ""));
  }
});

const at = () => ({ cwd: folder.path, env: { DATABASE_URL: url } });
