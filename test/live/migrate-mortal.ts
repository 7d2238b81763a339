// A folder of every kind of migration, run by a process that is killed at a chosen call, and what must hold afterwards.
import { deepEqual, equal } from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { startChild, type Phase } from "./migrate-child.ts";
import { openBench, type Bench, type Server } from "./migrate-support.ts";

const FILES = {
  // One transaction.
  "20240101_whole.sql": "create table w (id int);\ninsert into w values (1);\ninsert into w values (2);",
  "20240101_whole_rollback.sql": "insert into trail values ('whole');\ndrop table w;",
  // Step by step.
  "20240102_steps.sql":
    "create table s (id int, v int);\ninsert into s values (1, 1), (2, 2);\n" +
    "create unique index concurrently s_v on s (v);\ninsert into s values (3, 3);\nvacuum s;\n" +
    "create index concurrently if not exists s_id on s (id);",
  "20240102_steps_rollback.sql":
    "insert into trail values ('steps');\ndrop index concurrently s_id;\ndrop index concurrently s_v;\n" +
    "insert into trail values ('index');\ndrop table s;",
  // Part by part.
  "20240103_parts.sql":
    "create table p (id int primary key, v int not null default 0);\n" +
    "copy p (id) from stdin;\n1\n2\n3\n4\n5\n\\.\n-- backwright:batch by=id size=2\nupdate p set v = v + 1;",
  "20240103_parts_rollback.sql": "insert into trail values ('parts');\ndrop table p;",
  "20240104_code.mjs":
    "export async function up(client) { await client.query('create table c (id int)'); await client.query('insert into c values (1)'); }\n" +
    "export async function down(client) { await client.query(\"insert into trail values ('code')\"); await client.query('drop table c'); }\n",
} as const;

/** What each statement leaves, by migration and statement: true where its effect is there. */
const EFFECTS: readonly (readonly [migration: string, statement: number, sql: string])[] = [
  ["20240102_steps", 1, "to_regclass('s') is not null"],
  ["20240102_steps", 2, "(select count(*) >= 2 from s)"],
  [
    "20240102_steps",
    3,
    "(select coalesce(bool_or(indisvalid), false) from pg_index where indexrelid = to_regclass('s_v'))",
  ],
  ["20240102_steps", 4, "(select count(*) = 3 from s)"],
  ["20240103_parts", 1, "to_regclass('p') is not null"],
  ["20240103_parts", 2, "(select count(*) = 5 from p)"],
  ["20240103_parts", 3, "(select bool_and(v = 1) from p)"],
];

/** An empty database with the folder, and a table that rollbacks leave their traces in. */
export async function openMortal(server: Server): Promise<Bench> {
  const bench = await openBench(server);
  await bench.session.script("create table trail (what text)");
  await bench.write(FILES);
  return bench;
}

/** How many calls a whole run makes, once for each direction. */
export async function countCalls(server: Server): Promise<{ readonly migrate: number; readonly rollback: number }> {
  await using bench = await openMortal(server);
  const up = await startChild({ ...place(bench), command: "migrate" }).ended;
  await expectApplied(bench);
  const down = await startChild({ ...place(bench), command: "rollback" }).ended;
  await expectUndone(bench);
  deepEqual([up.code, down.code], [0, 0]);
  return { migrate: up.calls, rollback: down.calls };
}

/** Kills a run at a call; then the history must say the truth, and the next run must end as if nothing had happened. */
export async function survive(
  server: Server,
  { command, call, phase }: { readonly command: "migrate" | "rollback"; readonly call: number; readonly phase: Phase },
): Promise<void> {
  await using bench = await openMortal(server);
  if (command === "rollback") equal((await bench.run("migrate")).exitCode, 0);
  const { killed } = await startChild({ ...place(bench), command, dieAt: { call, phase } }).ended;
  equal(killed, true, "the child was to die");
  const left = `select count(*)::int from pg_stat_activity where datname = current_database() and application_name like 'backwright %'
    and pid <> pg_backend_pid()`;
  for (let polls = 0; polls < 1200 && (await bench.value(left)) !== 0; polls += 1) await pause(25);
  equal(await bench.value(left), 0);
  await expectTruth(bench, command);
  const again = await bench.run(command, command === "rollback" ? { all: true } : {});
  equal(again.exitCode, 0, again.text + again.message);
  await (command === "migrate" ? expectApplied(bench) : expectUndone(bench));
}

const place = ({ url, folder }: Bench) => ({ url, folder });

/** What is recorded as done is done, and what is done in a transaction is recorded. */
async function expectTruth(bench: Bench, command: "migrate" | "rollback"): Promise<void> {
  const exists = await bench.value("select to_regclass('backwright_migrations') is not null");
  const states = new Map(
    exists === true
      ? (await bench.session.query("select id, state from backwright_migrations")).map((row) => [
          row["id"],
          row["state"],
        ])
      : [],
  );
  equal(await bench.value("select to_regclass('w') is not null"), states.has("20240101_whole"));
  equal(await bench.value("select to_regclass('c') is not null"), states.has("20240104_code"));
  if (command === "rollback" || exists !== true) return;
  const done = await bench.session.query(
    "select id, statement from backwright_migrations_journal where state = 'applied'",
  );
  const isDone = (id: string, number: number): boolean =>
    done.some((row) => row["id"] === id && row["statement"] === number);
  for (const [id, number, sql] of EFFECTS) {
    const before = EFFECTS.filter(([other, earlier]) => other === id && earlier < number);
    if (!before.every(([, earlier]) => isDone(id, earlier))) continue;
    const effect = await bench.value(`select coalesce(${sql}, false)`);
    // A concurrent index may be complete before it is recorded; nothing may be recorded before it is complete.
    if (isDone(id, number) || number !== 3) deepEqual([id, number, effect], [id, number, isDone(id, number)]);
  }
}

async function expectApplied(bench: Bench): Promise<void> {
  equal((await bench.run("status", { check: true })).exitCode, 0);
  const facts = `select (select string_agg(id::text, ',' order by id) from w) || ' ' ||
    (select string_agg(v::text, ',' order by id) from s) || ' ' || (select string_agg(v::text, ',' order by id) from p) || ' ' ||
    (select count(*) from c) || ' ' || (select string_agg(indisvalid::text, ',') from pg_index where indrelid = 's'::regclass)`;
  equal(await bench.value(facts), "1,2 1,2,3 1,1,1,1,1 1 true,true");
}

async function expectUndone(bench: Bench): Promise<void> {
  equal(await bench.value("select count(*)::int from backwright_migrations"), 0);
  const left = "select coalesce(to_regclass('w'), to_regclass('s'), to_regclass('p'), to_regclass('c'))::text";
  equal(await bench.value(left), null);
  equal(await bench.value("select string_agg(what, ',' order by what) from trail"), "code,index,parts,steps,whole");
}
