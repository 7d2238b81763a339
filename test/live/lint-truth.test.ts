import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadParse, readTarget } from "../../src/lint/index.ts";
import { runCli, temporaryFolder } from "../support/world.ts";
import { databases, engines } from "./embedded-support.ts";
import { compare, ONLY_MEASURED } from "./lint-truth/compare.ts";
import type { Truth } from "./shadow-truth/observed.ts";
import { ROLES, SCHEMA } from "./shadow-truth/schema.ts";
import { SETS } from "./shadow-truth/sets.ts";

const MAJOR = 18;

describe("rules against what statements truly do on PostgreSQL 18", () => {
  it("finds every long blocking, raises no false alarm, and declares every lock that a text can tell", async () => {
    await using server = await engines().start({ major: MAJOR });
    await using session = await databases.open({ url: server.url() });
    await session.script(ROLES);
    await session.script(SCHEMA);
    const facts = { ...(await readTarget(session, false)), timeZone: "UTC" };
    const parse = await loadParse();
    const all = Object.values(SETS).flatMap(({ statements, truth: kept }) => {
      const truth = JSON.parse(readFileSync(kept(MAJOR), "utf8")) as Truth;
      return statements.flatMap(({ sql }) => {
        const expected = truth[sql];
        if (expected === undefined || expected.error !== undefined || expected.isPartial === true) return [];
        return [compare(sql, expected, { parse, facts, major: MAJOR })];
      });
    });
    const sqls = (some: typeof all): readonly string[] => some.map(({ sql }) => sql);
    expect(all.length).toBeGreaterThanOrEqual(400);
    expect({
      missed: sqls(all.filter(({ isLong, isAlarm }) => isLong && !isAlarm)),
      falseAlarms: sqls(all.filter(({ isLong, isAlarm }) => isAlarm && !isLong)),
      wrongLocks: sqls(all.filter((one) => one.declared !== one.true)),
    }).toEqual({ missed: [], falseAlarms: [], wrongLocks: ONLY_MEASURED });
    await leavesOutWhatIsApplied(await server.createDatabase("had"));
  });
});

/** On the same server: starting another one costs more than all of the above. */
async function leavesOutWhatIsApplied(url: string): Promise<void> {
  await using folder = await temporaryFolder();
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder.path, name), text);
  await write("20240115_first.sql", "create table t (id int primary key);");
  await write("20240115_first_rollback.sql", "drop table t;");
  const cli = (words: readonly string[]) => runCli([...words, "--connection", url], { cwd: folder.path });
  const { code, stderr } = await cli(["db", "migrate", "--migrations", ".", "--yes"]);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  await write("20240116_second.sql", "alter table t add column a int not null;");
  const { stdout } = await cli(["db", "lint", ".", "--no-proof", "--json"]);
  const { target, files: judged }: { target: { applied: readonly string[] }; files: readonly { file: string }[] } =
    JSON.parse(stdout);
  expect(target.applied).toEqual(["./20240115_first.sql"]);
  expect(judged.map(({ file }) => file)).toEqual(["./20240115_first_rollback.sql", "./20240116_second.sql"]);
}
