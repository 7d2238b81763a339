// The labelled tables of test/advice/tables against every rule, on PostgreSQL 18 and 15: found and false per rule.
// Run: npx tsx bench/advice-faults.ts [--major 18]
import { parseArgs } from "node:util";
import { readCatalog, type Session } from "../src/catalog/index.ts";
import { compareText } from "../src/kit/index.ts";
import { rules } from "../src/advice/rules.ts";
import { allFindings, casesOf, lineOf } from "../test/advice/tables/judge.ts";
import { type Case, readCases } from "../test/advice/tables/read-cases.ts";
import { testWorld } from "../test/support/world.ts";

const { values } = parseArgs({ options: { major: { type: "string", multiple: true, default: ["18", "15"] } } });

/** What others reach, as measured on 41 labelled tables of foreign keys and duplicates: found of planted, and false. */
const PEERS = [
  { check: "foreign keys", peer: "splinter 0001", found: "8/10", false: 3 },
  { check: "foreign keys", peer: "pg-index-health", found: "7/10", false: 1 },
  { check: "duplicate and redundant", peer: "splinter 0009", found: "3/10", false: 0 },
  { check: "duplicate and redundant", peer: "pg-index-health", found: "9/10", false: 3 },
  { check: "duplicate and redundant", peer: "PgHero", found: "5/10", false: 0 },
] as const;

interface Score {
  planted: number;
  found: number;
  false: number;
}

const world = await testWorld([]);
let wrong = 0;
for (const major of values.major) wrong += await judge(Number(major));
console.log("others, on 41 tables of the same kind (not these):");
console.table(PEERS);
process.exitCode = wrong === 0 ? 0 : 1;

async function judge(major: number): Promise<number> {
  await using server = await world.engines.start({ major, settings: { autovacuum: "off", fsync: "off" } });
  await using session = await world.databases.open({ url: await server.createDatabase("labelled") });
  const cases = readCases().filter(({ version }) => session.serverVersion >= version * 10_000);
  for (const one of cases) await load(session, one);
  const all = await allFindings(session, await readCatalog(session));
  const scores = new Map<string, Score>();
  let failed = 0;
  for (const one of cases) {
    const found = casesOf(one, all).map((finding) => lineOf(finding, one.schema));
    count(scores, one, found);
    if (found.toSorted().join("\n") === one.expected.join("\n")) continue;
    failed += 1;
    console.log(`${one.title}: expected ${one.expected.join(", ") || "nothing"}; got ${found.join(", ") || "nothing"}`);
  }
  const tables = cases.reduce((sum, { sql }) => sum + (sql.match(/^CREATE (?:UNLOGGED )?TABLE/gim)?.length ?? 0), 0);
  const sum = [...scores.values()].reduce((a, b) => ({
    planted: a.planted + b.planted,
    found: a.found + b.found,
    false: a.false + b.false,
  }));
  console.log(
    `PostgreSQL ${major}: ${cases.length} cases, ${tables} tables, ${rules.length} rules; found ${sum.found} of ${sum.planted}, ${sum.false} false`,
  );
  console.table(Object.fromEntries([...scores].toSorted(([a], [b]) => compareText(a, b))));
  return failed;
}

async function load(session: Session, one: Case): Promise<void> {
  await session.script(`CREATE SCHEMA ${one.schema}; SET search_path = ${one.schema}, pg_catalog`);
  try {
    await session.script(one.sql);
  } catch (failure) {
    throw new Error(`${one.title} does not load`, { cause: failure });
  }
}

function count(scores: Map<string, Score>, one: Case, found: readonly string[]): void {
  const lines = new Set([...one.expected, ...found]);
  for (const line of lines) {
    const code = line.split(" ")[0] ?? "";
    const score = scores.get(code) ?? { planted: 0, found: 0, false: 0 };
    const isPlanted = one.expected.includes(line);
    if (isPlanted) score.planted += 1;
    if (isPlanted && found.includes(line)) score.found += 1;
    if (!isPlanted) score.false += 1;
    scores.set(code, score);
  }
}
