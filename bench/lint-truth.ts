// Rules by the text and the catalogue alone, against what the statements truly do: `npx tsx bench/lint-truth.ts [--major 15]`.
// The truth is that of test/live/shadow-truth, measured on rows (bench/statement-truth.ts keeps it).
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { DatabaseServer } from "../src/command/index.ts";
import { loadParse, readTarget, type TargetFacts } from "../src/lint/index.ts";
import { databases, engines } from "../test/live/embedded-support.ts";
import { compare, ONLY_MEASURED } from "../test/live/lint-truth/compare.ts";
import type { Truth } from "../test/live/shadow-truth/observed.ts";
import { ROLES, SCHEMA } from "../test/live/shadow-truth/schema.ts";
import { STATEMENTS } from "../test/live/shadow-truth/statements.ts";

const { values: flags } = parseArgs({ options: { major: { type: "string" } } });
const parse = await loadParse();

async function factsOf(server: DatabaseServer): Promise<TargetFacts> {
  await using session = await databases.open({ url: server.url() });
  await session.script(ROLES);
  await session.script(SCHEMA);
  return { ...(await readTarget(session, false)), timeZone: "UTC" };
}

for (const major of [15, 18].filter((one) => flags.major === undefined || Number(flags.major) === one)) {
  await using server = await engines().start({ major });
  const facts = await factsOf(server);
  const kept = new URL(`../test/live/shadow-truth/postgresql-${major}.json`, import.meta.url);
  const truth = JSON.parse(readFileSync(kept, "utf8")) as Truth;
  const sqls = STATEMENTS.filter(({ from = 0 }) => from <= major).map(({ sql }) => sql);
  const all = sqls.flatMap((sql) => {
    const expected = truth[sql];
    return expected === undefined || expected.isPartial === true
      ? []
      : [compare(sql, expected, { parse, facts, major })];
  });
  const ran = all.filter(({ refused }) => !refused);
  const long = ran.filter(({ isLong }) => isLong);
  const missed = long.filter(({ isAlarm }) => !isAlarm);
  const alarms = ran.filter(({ isLong, isAlarm }) => isAlarm && !isLong);
  const wrong = ran.filter((one) => one.declared !== one.true);
  const unknown = wrong.filter(({ sql }) => ONLY_MEASURED.includes(sql));
  for (const one of wrong) console.log(`LOCKS ${one.sql}\n    truth    ${one.true}\n    declared ${one.declared}`);
  for (const { sql } of missed) console.log(`MISSED ${sql}`);
  for (const { sql } of alarms) console.log(`FALSE ${sql}`);
  console.log(
    `PostgreSQL ${server.engine.version}: ${all.length} statements (${all.length - ran.length} refused by the server), by rules alone: locks right ${ran.length - wrong.length}/${ran.length} (${unknown.length} that only a shadow can know), long blocking found ${long.length - missed.length}/${long.length}, false alarms ${alarms.length}`,
  );
  if (missed.length + alarms.length + wrong.length > unknown.length) process.exitCode = 1;
}
console.log("squawk is not installed here, so it was not run beside.");
