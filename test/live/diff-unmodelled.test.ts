// What no reader knows is named, and no file is written over it without leave.
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../support/world.ts";
import { openBench, startServer, type Bench, type Server } from "./migrate-support.ts";

let server: Server;
let bench: Bench;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  bench = await openBench(server);
  await bench.session.script("revoke execute on function pg_catalog.pg_sleep(double precision) from public");
});
afterEach(() => bench[Symbol.asyncDispose]());

const UNREAD = "privileges of function pg_sleep(double precision)";

const diff = async (sql: string, words: readonly string[]): ReturnType<typeof runCli> => {
  await writeFile(join(bench.folder, "new.sql"), sql);
  return await runCli(["db", "diff", "--connection", bench.url, "new.sql", ...words], { cwd: bench.folder });
};

describe("what the reader does not know", () => {
  test("is a difference, in the text and in the data", async () => {
    const { code, stdout } = await diff("", ["--check"]);
    expect(code).toBe(1);
    expect(stdout).toContain(`Not read: ${UNREAD} (only the schema that is has it`);
    expect(stdout).not.toContain("No differences");
    expect(JSON.parse((await diff("", ["--json"])).stdout)).toMatchObject({
      isSame: false,
      unmodelled: [{ description: UNREAD, side: "current" }],
    });
  });

  test("keeps files from being written, unless that is allowed", async () => {
    const sql = "create table users (id int primary key);";
    const refused = await diff(sql, ["--out", "migrations"]);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(UNREAD);
    expect(refused.stderr).toContain("--allow unmodelled");
    expect(await readdir(join(bench.folder, "migrations"))).toEqual([]);
    const allowed = await diff(sql, ["--out", "migrations", "--allow", "unmodelled"]);
    expect(allowed).toMatchObject({ code: 0 });
    expect(allowed.stdout).toContain(UNREAD);
    expect(await readdir(join(bench.folder, "migrations"))).toHaveLength(2);
  });
});
