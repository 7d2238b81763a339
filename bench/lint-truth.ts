// Rules by the text and the catalogue alone, against what the statements truly do: `npx tsx bench/lint-truth.ts [--major 15] [--set holdout]`.
// The truth is that of test/live/shadow-truth, measured on rows (bench/statement-truth.ts keeps it). Where BACKWRIGHT_SQUAWK names a
// squawk, it judges the same statements: `npm install --ignore-scripts squawk-cli` in a folder of one's own brings one.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { DatabaseServer } from "../src/command/index.ts";
import { loadParse, readTarget, type TargetFacts } from "../src/lint/index.ts";
import { databases, engines } from "../test/live/embedded-support.ts";
import { compare, ONLY_MEASURED, type Comparison } from "../test/live/lint-truth/compare.ts";
import type { Truth } from "../test/live/shadow-truth/observed.ts";
import { ROLES, SCHEMA } from "../test/live/shadow-truth/schema.ts";
import { SETS } from "../test/live/shadow-truth/sets.ts";

const { values: flags } = parseArgs({ options: { major: { type: "string" }, set: { type: "string" } } });
const parse = await loadParse();

async function factsOf(server: DatabaseServer): Promise<TargetFacts> {
  await using session = await databases.open({ url: server.url() });
  await session.script(ROLES);
  await session.script(SCHEMA);
  return { ...(await readTarget(session, false)), timeZone: "UTC" };
}

/** Its rules about time under a lock; those about style, timeouts and what is lost say nothing of it. */
const OF_BLOCKING =
  /^(?:adding-field-with-default|adding-foreign-key-constraint|adding-not-nullable-field|adding-serial-primary-key-field|ban-alter-domain-with-add-constraint|changing-column-type|constraint-missing-not-valid|disallowed-unique-constraint|prefer-repack|require-concurrent-index-creation|require-concurrent-reindex)$/;

function squawkAlarms(program: string, sql: string, major: number): boolean {
  const { stdout } = spawnSync(program, ["--reporter", "json", "--pg-version", String(major)], {
    input: `${sql};\n`,
    encoding: "utf8",
    timeout: 20_000,
  });
  const found = JSON.parse(stdout === "" ? "[]" : stdout) as readonly { readonly rule_name: string }[];
  return found.some(({ rule_name }) => OF_BLOCKING.test(rule_name));
}

interface Score {
  readonly name: string;
  readonly all: readonly Comparison[];
  readonly major: number;
}

function report({ name, all, major }: Score): void {
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
    `${name}: ${all.length} statements (${all.length - ran.length} refused by the server), by rules alone: locks right ${ran.length - wrong.length}/${ran.length} (${unknown.length} that only a shadow can know), long blocking found ${long.length - missed.length}/${long.length}, false alarms ${alarms.length}/${ran.length - long.length}`,
  );
  if (missed.length + alarms.length + wrong.length > unknown.length) process.exitCode = 1;
  const squawk = process.env["BACKWRIGHT_SQUAWK"];
  if (squawk === undefined) return;
  const theirs = ran.filter(({ sql }) => squawkAlarms(squawk, sql, major));
  const found = theirs.filter(({ isLong }) => isLong).length;
  console.log(
    `${name}: squawk: long blocking found ${found}/${long.length}, false alarms ${theirs.length - found}/${ran.length - long.length}; it names no locks`,
  );
}

for (const major of [15, 18].filter((one) => flags.major === undefined || Number(flags.major) === one)) {
  await using server = await engines().start({ major });
  const facts = await factsOf(server);
  for (const [name, set] of Object.entries(SETS)) {
    if (flags.set !== undefined && flags.set !== name) continue;
    const truth = JSON.parse(readFileSync(set.truth(major), "utf8")) as Truth;
    const sqls = set.statements.filter(({ from = 0 }) => from <= major).map(({ sql }) => sql);
    const all = sqls.flatMap((sql) => {
      const expected = truth[sql];
      return expected === undefined || expected.isPartial === true
        ? []
        : [compare(sql, expected, { parse, facts, major })];
    });
    report({ name: `PostgreSQL ${server.engine.version}, ${name}`, all, major });
  }
}
if (process.env["BACKWRIGHT_SQUAWK"] === undefined)
  console.log("squawk was not run beside: BACKWRIGHT_SQUAWK names none.");
