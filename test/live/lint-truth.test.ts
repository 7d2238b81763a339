import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadParse, readTarget } from "../../src/lint/index.ts";
import { databases, engines } from "./embedded-support.ts";
import { compare, ONLY_MEASURED } from "./lint-truth/compare.ts";
import type { Truth } from "./shadow-truth/observed.ts";
import { ROLES, SCHEMA } from "./shadow-truth/schema.ts";
import { STATEMENTS } from "./shadow-truth/statements.ts";

const MAJOR = 18;

describe("rules against what statements truly do on PostgreSQL 18", () => {
  it("finds every long blocking, raises no false alarm, and declares every lock that a text can tell", async () => {
    const kept = new URL(`./shadow-truth/postgresql-${MAJOR}.json`, import.meta.url);
    const truth = JSON.parse(readFileSync(kept, "utf8")) as Truth;
    await using server = await engines().start({ major: MAJOR });
    await using session = await databases.open({ url: server.url() });
    await session.script(ROLES);
    await session.script(SCHEMA);
    const facts = { ...(await readTarget(session, false)), timeZone: "UTC" };
    const parse = await loadParse();
    const all = STATEMENTS.flatMap(({ sql }) => {
      const expected = truth[sql];
      if (expected === undefined || expected.error !== undefined || expected.isPartial === true) return [];
      return [compare(sql, expected, { parse, facts, major: MAJOR })];
    });
    const sqls = (some: typeof all): readonly string[] => some.map(({ sql }) => sql);
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect({
      missed: sqls(all.filter(({ isLong, isAlarm }) => isLong && !isAlarm)),
      falseAlarms: sqls(all.filter(({ isLong, isAlarm }) => isAlarm && !isLong)),
      wrongLocks: sqls(all.filter((one) => one.declared !== one.true)),
    }).toEqual({ missed: [], falseAlarms: [], wrongLocks: ONLY_MEASURED });
  });
});
