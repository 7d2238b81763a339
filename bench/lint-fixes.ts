// Every safe form that --fix writes, on real servers: `npx tsx bench/lint-fixes.ts [--major 15] [--only text]`. The file as it was and the
// file as it is mended must leave the same schema behind, and the mended one must have nothing left to mend.
import { parseArgs } from "node:util";
import { readSchema } from "../src/catalog/schema/index.ts";
import type { Session } from "../src/catalog/index.ts";
import type { DatabaseServer } from "../src/command/index.ts";
import { withBatches } from "../src/commands/lint/batches.ts";
import { planBetween } from "../src/diff/index.ts";
import {
  lint,
  loadParse,
  readScript,
  readTarget,
  rewrite,
  UNKNOWN_TARGET,
  type LintContext,
} from "../src/lint/index.ts";
import { placeFinder, splitStatements } from "../src/sql/index.ts";
import { databases, engines } from "../test/live/embedded-support.ts";
import { ROLES, SCHEMA } from "../test/live/shadow-truth/schema.ts";

const { values: flags } = parseArgs({ options: { major: { type: "string" }, only: { type: "string" } } });
const LONG = "a_name_of_seventy_characters_which_nobody_would_ever_want_to_type_twice";

/** A rule, and a file that it mends. */
const CASES: readonly (readonly [code: string, sql: string])[] = [
  ["add-check-scan", "alter table accounts add constraint adult check (age >= 0)"],
  ["add-check-scan", "alter table accounts add check (age >= 0 and balance > 0)"],
  ["add-check-scan", "alter table accounts add column extra int default 1 check (extra > 0)"],
  [
    "add-check-scan",
    "alter table accounts add column extra text constraint short check (length(extra) < 5) not null default 'a', add column more int",
  ],
  ["add-check-scan", "alter table events add constraint known check (id > 0)"],
  ["add-foreign-key-scan", "alter table orders add foreign key (region_id) references regions (id) on delete set null"],
  [
    "add-foreign-key-scan",
    "alter table items add column region int default 1 references regions (id) on delete cascade deferrable initially deferred",
  ],
  ["add-foreign-key-scan", "alter table only orders add constraint k foreign key (region_id) references regions"],
  ["add-key-build", "alter table lonely add primary key (id)"],
  ["add-key-build", "alter table lonely add constraint k unique (number, word)"],
  ["add-key-build", "alter table items add constraint k unique (sku) include (amount)"],
  ["add-key-build", "alter table items add unique (sku) with (fillfactor = 70)"],
  ["add-key-build", "alter table lonely add constraint k unique (id) deferrable initially deferred"],
  ["add-key-build", "alter table lonely add constraint k unique nulls not distinct (id)"],
  ["add-key-build", "alter table accounts add column extra int unique"],
  ["add-key-build", "alter table accounts add column extra int constraint extra_once unique default null"],
  ["set-not-null-scan", "alter table accounts alter column label set not null"],
  [
    "set-not-null-scan",
    "alter table accounts alter column label set not null, alter column age set default 1, alter column kind set not null",
  ],
  ["set-not-null-scan", "alter table events alter column kind set not null"],
  ["create-index-blocking", "create index on accounts (age, lower(email))"],
  ["create-index-blocking", "create unique index i on items (sku) include (amount) where amount > 0"],
  ["create-index-blocking", "create index on events (account_id, kind desc)"],
  ["create-index-blocking", "create unique index one on public.events (id, at)"],
  [
    "create-index-blocking",
    "begin; alter table accounts add column extra int; create index extra_idx on accounts (extra); commit",
  ],
  ["drop-index-blocking", "drop index accounts_email_idx"],
  ["drop-index-blocking", "drop index if exists orders_account_idx, accounts_notes_idx, nothing_here"],
  ["reindex-blocking", "reindex table accounts"],
  ["reindex-blocking", "reindex (verbose) index accounts_email_idx"],
  ["detach-partition-blocking", "alter table events detach partition events_2021"],
  [
    "attach-partition-scan",
    "alter table events attach partition events_2019 for values from ('2019-01-01') to ('2020-01-01')",
  ],
  [
    "attach-partition-scan",
    "alter table events attach partition public.events_2019 for values from (minvalue) to ('2020-01-01')",
  ],
  ["create-index-blocking", "create index on accounts (coalesce(age, 0), (kind || code), lower(name), lower(email))"],
  [
    "create-index-blocking",
    'create index on accounts ((age::text), (upper(name) collate "C"), (case when active then 1 else 2 end))',
  ],
  ["refresh-view-blocking", "refresh materialized view account_scores"],
  ["update-every-row", "update accounts set age = 1"],
  [
    "update-every-row",
    "begin; update accounts set age = 1 where true; alter table accounts add column extra int; commit",
  ],
  ["add-column-rewrite", "alter table accounts add column token uuid default gen_random_uuid()"],
  [
    "add-column-rewrite",
    "alter table accounts add column more int, add column token text not null default md5(random()::text), add column less int",
  ],
  [
    "validate-holds-lock",
    "begin; alter table orders add constraint k check (line > 0) not valid; alter table orders validate constraint k; commit",
  ],
  [
    "validate-holds-lock",
    "alter table orders add constraint k check (line > 0) not valid, validate constraint orders_total_ck",
  ],
  ["lock-held-over-work", "begin; alter table regions add column extra int; update orders set line = 1; commit"],
  ["concurrently-in-transaction", "begin; create index concurrently i on accounts (age); commit"],
  [
    "enum-value-used",
    "begin; alter type mood add value 'great'; alter table accounts alter column feeling set default 'great'; commit",
  ],
  ["name-too-long", `create index concurrently ${LONG} on accounts (age); alter index ${LONG} set (fillfactor = 70)`],
  ["type-char", "create table fresh (id int primary key, code char(3), one character)"],
  ["type-json", "create table fresh (id int primary key, body json)"],
  ["type-money", "create table fresh (id int primary key, price money)"],
];
/** These say that another type is better: the schema is another one by intention. */
const OTHER_SCHEMA = /^type-/;
/** DETACH CONCURRENTLY leaves the bounds as a check of the former partition: the server's own doing. */
const OF_DETACHING = /ADD CONSTRAINT \w+_check CHECK/;
const MOST_ROUNDS = 20;

const parse = await loadParse();
const severities = new Map<string, never>();

function found(text: string, context: LintContext) {
  const statements = withBatches(text, splitStatements(text, "postgresql").statements);
  const { script } = readScript(statements, { parse, context });
  const all = lint(script, { severities }, placeFinder(text)).filter(({ finding }) => finding.severity !== "info");
  return { script, all };
}

function mended(text: string, context: LintContext, round = 0): readonly string[] {
  const { script, all } = found(text, context);
  const { parts, fixed } = rewrite(text, script, all);
  return fixed.length === 0 || round === MOST_ROUNDS
    ? [text]
    : parts.flatMap((part) => mended(part, context, round + 1));
}

async function copyOf(server: DatabaseServer, name: string): Promise<Session> {
  {
    await using session = await databases.open({ url: server.url() });
    await session.script(`drop database if exists ${name} with (force)`);
    await session.script(`create database ${name} template shop`);
  }
  return await databases.open({ url: server.url(name) });
}

async function run(session: Session, text: string): Promise<void> {
  for (const { sql } of splitStatements(text, "postgresql").statements) await session.script(sql);
}

async function judged(server: DatabaseServer, [code, sql]: (typeof CASES)[number]): Promise<readonly string[]> {
  await using before = await copyOf(server, "before");
  await using after = await copyOf(server, "after");
  const target = await readTarget(before, false);
  const context = { ...UNKNOWN_TARGET, hasBatches: true, serverMajor: server.engine.major, target };
  const { all } = found(sql, context);
  if (!all.some(({ finding, fix }) => finding.code === code && fix !== undefined)) return ["nothing is offered"];
  const text = mended(sql, context).join("\n");
  const left = found(text, context).all.filter(({ finding, fix }) => finding.code === code || fix !== undefined);
  const problems = left.map(({ finding }) => `still says ${finding.code}`);
  try {
    await run(after, text);
  } catch (failure) {
    return [
      ...problems,
      `the server refuses it: ${String((failure as { cause?: unknown }).cause ?? failure)}\n${text}`,
    ];
  }
  // What the server refuses as it was has nothing to be compared with.
  const isRefused = /^(?:concurrently-in-transaction|enum-value-used)$/.test(code);
  if (isRefused || OTHER_SCHEMA.test(code)) return problems;
  await run(before, sql);
  const { batches } = planBetween(await readSchema(before), await readSchema(after), {
    role: before.user,
    online: false,
  });
  const differences = batches
    .flatMap(({ steps }) => steps.map((step) => `differs: ${step.sql}`))
    .filter((line) => code !== "detach-partition-blocking" || !OF_DETACHING.test(line));
  return [...problems, ...differences, ...(differences.length > 0 ? [text] : [])];
}

for (const major of [15, 18].filter((one) => flags.major === undefined || Number(flags.major) === one)) {
  await using server = await engines().start({ major, settings: { autovacuum: "off", fsync: "off" } });
  {
    await using session = await databases.open({ url: server.url() });
    await session.script(ROLES);
  }
  {
    await using session = await databases.open({ url: await server.createDatabase("shop") });
    await session.script(SCHEMA);
  }
  const cases = CASES.filter(([code, sql]) => `${code} ${sql}`.includes(flags.only ?? ""));
  let right = 0;
  for (const one of cases) {
    const problems = await judged(server, one);
    if (problems.length === 0) right += 1;
    else console.log(`${one[0]}: ${one[1]}\n    ${problems.join("\n    ")}`);
  }
  const rules = new Set(cases.map(([code]) => code)).size;
  console.log(
    `PostgreSQL ${server.engine.version}: ${right} of ${cases.length} safe forms of ${rules} rules leave the same schema and nothing to mend`,
  );
  if (right < cases.length) process.exitCode = 1;
}
