// Migration files that try to be something else than SQL of one transaction: refused, or run as they stand.
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBench, startServer, type Bench, type Server } from "./migrate-support.ts";

const RAW_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const FILE = "20240101_a.sql";

let server: Server;
let bench: Bench;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  bench = await openBench(server);
  await bench.session.script("create table victim (id int)");
});
afterEach(() => bench[Symbol.asyncDispose]());

const hasVictim = (): Promise<unknown> => bench.value("select to_regclass('public.victim') is not null");
const left = (): Promise<unknown> => bench.value("select to_regclass('public.left_behind') is not null");

describe("a file that would end its own transaction", () => {
  test.each<[string, string]>([
    ["COMMIT", "create table left_behind (); commit; drop table victim;"],
    [
      "COMMIT in odd letters, behind a comment",
      "create table left_behind (); /* x */ cOmMiT /* y */ and chain; drop table victim;",
    ],
    ["END", "create table left_behind (); end; drop table victim;"],
    ["ROLLBACK", "create table left_behind (); rollback; drop table victim;"],
    ["ABORT", "create table left_behind (); abort; drop table victim;"],
    ["PREPARE TRANSACTION", "create table left_behind (); prepare transaction 'x'; drop table victim;"],
    ["START TRANSACTION", "start transaction; drop table victim; select 1/0;"],
    ["a commit in a block of code", "create table left_behind (); do $$ begin commit; drop table victim; end $$;"],
    [
      "a commit in a procedure",
      "create table left_behind (); create procedure p() language plpgsql as $$ begin commit; drop table victim; end $$; call p();",
    ],
    [
      "a commit in what looks like a string",
      "create table left_behind (); select set_config('standard_conforming_strings', 'off', true); select 'a\\'' ; commit; drop table victim; select '' --';\n select 1/0;",
    ],
    [
      "a commit in what looks like an identifier",
      'create table left_behind (); select 1 as "a;commit;drop table victim;--"; select 1/0;',
    ],
    ["a shell command of psql", "create table left_behind ();\n\\! touch /tmp/owned\ndrop table victim;"],
    ["an include of psql", "create table left_behind ();\n\\i /etc/passwd\n"],
    [
      "rows of COPY, and a failure behind them",
      "create table left_behind (); copy victim from stdin;\ncommit;\n\\.\ndrop table victim; select 1/0;",
    ],
    ["a NUL byte", "create table left_behind ();\u0000drop table victim;"],
    [
      "markers of another tool",
      "-- +goose Up\ncreate table left_behind ();\nselect 1/0;\n-- +goose Down\ndrop table victim;",
    ],
    ["a section to undo", "create table left_behind ();\n-- migrate:down\ndrop table victim;"],
  ])("%s", async (_, text) => {
    await bench.write({ [FILE]: text });
    const { exitCode, text: said, message } = await bench.run("migrate");
    expect([1, 2, 4]).toContain(exitCode);
    expect(said + message).not.toMatch(RAW_CONTROL);
    expect([await hasVictim(), await left()]).toEqual([true, false]);
  });
});

test("another role and search path do not misplace the history, nor reach the next file", async () => {
  await bench.session.script("create schema other; create table other.backwright_migrations (id text)");
  await bench.write({
    [FILE]: "set search_path to other; set session authorization default; create table a (id int); reset role;",
    "20240102_b.sql": "create table b (id int);",
  });
  expect((await bench.run("migrate")).exitCode).toBe(0);
  expect(await bench.value("select count(*)::int from other.backwright_migrations")).toBe(0);
  expect(await bench.value("select to_regclass('other.a') is not null and to_regclass('public.b') is not null")).toBe(
    true,
  );
});

test("names and errors reach the terminal without their controls", async () => {
  await bench.write({
    "20240101_a\u001b]0;owned\u0007.sql": "select 1;",
    "20240102_b'; drop table victim; --.sql": "select 1;",
    "20240103_c.sql":
      "do $$ begin raise exception E'\\x1b]0;owned\\x07\\u009b2J' using hint = E'\\x1b[2J', detail = E'\\x1b[2J'; end $$;",
  });
  for (const command of ["status", "migrate"] as const) {
    const { text, message } = await bench.run(command);
    expect(text + message).not.toMatch(RAW_CONTROL);
  }
  await bench.remove("20240101_a\u001b]0;owned\u0007.sql");
  await bench.remove("20240102_b'; drop table victim; --.sql");
  const { exitCode, text, message } = await bench.run("migrate");
  expect(exitCode).toBe(1);
  expect(text + message).toContain("owned");
  expect(text + message).not.toMatch(RAW_CONTROL);
  expect(await hasVictim()).toBe(true);
});

test.skipIf(process.platform === "win32")(
  "links to a folder and to nothing are said, a link to a file is that file",
  async () => {
    const at = (name: string): string => join(bench.folder, "migrations", name);
    await writeFile(join(bench.folder, "elsewhere.sql"), "create table elsewhere (id int);");
    await symlink("../elsewhere.sql", at("20240101_link.sql"));
    expect((await bench.run("migrate")).exitCode).toBe(0);
    expect(await bench.value("select to_regclass('elsewhere') is not null")).toBe(true);
    await symlink("../nowhere.sql", at("20240102_nothing.sql"));
    expect((await bench.run("migrate")).exitCode).toBe(3);
    await bench.remove("20240102_nothing.sql");
    await symlink("..", at("20240103_folder.sql"));
    expect((await bench.run("migrate")).exitCode).toBe(3);
  },
);
