// Statements outside transactions, and those that others stand in the way of.
import { Cannot, claim, lastWords, plain, recovers, refused, A, B, truth, type Stage } from "./stage.ts";
import type { NamedFault } from "./faults.ts";
import type { Migration } from "./runners.ts";

const T: Migration = { date: "20240101", title: "a", up: "create table a (id int);\ninsert into a values (1);\n" };
const DOUBLE: Migration = {
  date: "20240101",
  title: "a",
  up: "create table a (id int);\ninsert into a values (1);\ncreate table d (v int);\ninsert into d values (1), (1);\n",
};
const unique = (words: string): Migration => ({
  date: "20240102",
  title: "i",
  up: `create unique index concurrently ${words}d_v on d (v);\n`,
  alone: true,
});
const CIC: Migration = { date: "20240102", title: "i", up: "create index concurrently a_i on a (id);\n", alone: true };

const isValid = (stage: Stage, name: string): Promise<unknown> =>
  stage.value(`select indisvalid from pg_index where indexrelid = to_regclass('${name}')`);

/** What the history says of the index is so. */
async function indexTruth(stage: Stage, name: string): Promise<void> {
  const isRecorded = (await stage.applied()).includes("i");
  if (isRecorded)
    claim((await isValid(stage, name)) === true, "recorded as applied, and the index is INVALID or not there");
}

async function brokenUnique(stage: Stage, words: string): Promise<void> {
  await stage.write(DOUBLE, unique(words));
  refused(await stage.run(), "duplicates");
  await indexTruth(stage, "d_v");
  const again = await stage.run();
  claim(again.code !== 0, "run again: exit 0 over an INVALID index");
  await stage.session.script("delete from d where ctid = (select min(ctid) from d)");
  const mended = await stage.run();
  claim(mended.code === 0, `stuck afterwards: ${lastWords(mended)}`);
  claim((await isValid(stage, "d_v")) === true, "exit 0 over an INVALID index");
  await indexTruth(stage, "d_v");
}

async function waiting(stage: Stage) {
  await stage.write(A);
  claim((await stage.run()).code === 0, "the first file");
  await stage.write(CIC);
  const writer = await stage.open();
  await writer.script("begin; insert into a values (2)");
  const running = stage.start();
  const outcome = await Promise.race([
    running.ended,
    stage.until(
      "select count(*)::int from pg_stat_activity where query ilike '%create index%' and wait_event_type = 'Lock' and datname = current_database()",
      1,
    ),
  ]);
  if (typeof outcome !== "boolean") throw new Cannot(lastWords(outcome));
  return { running, writer };
}

async function endOfWaiting(stage: Stage): Promise<void> {
  await indexTruth(stage, "a_i");
  const again = await stage.run();
  claim(again.code === 0, `stuck afterwards: ${lastWords(again)}`);
  claim((await isValid(stage, "a_i")) === true, "exit 0 over an INVALID index");
  await indexTruth(stage, "a_i");
}

export const indexes: readonly NamedFault[] = [
  { name: "CREATE UNIQUE INDEX CONCURRENTLY over duplicates", run: (stage) => brokenUnique(stage, "") },
  { name: "the same with IF NOT EXISTS", run: (stage) => brokenUnique(stage, "if not exists ") },
  {
    name: "CONCURRENTLY killed while it waits",
    run: async (stage) => {
      const { running, writer } = await waiting(stage);
      running.kill();
      await running.ended;
      await stage.session.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'create index%'",
      );
      await writer.script("commit");
      await endOfWaiting(stage);
    },
  },
  {
    name: "CONCURRENTLY ended by statement_timeout",
    run: async (stage) => {
      await stage.write(A);
      await stage.run();
      await stage.write(CIC);
      const writer = await stage.open();
      await stage.session.script(`alter database ${stage.database} set statement_timeout = '1s'`);
      await writer.script("begin; insert into a values (2)");
      refused(await stage.run(), "the statement timed out");
      await writer.script("rollback");
      await stage.session.script(`alter database ${stage.database} reset statement_timeout`);
      await endOfWaiting(stage);
    },
  },
  {
    name: "CONCURRENTLY by two runners at once",
    run: async (stage) => {
      await stage.write(A);
      await stage.run();
      await stage.write(CIC);
      const runs = await Promise.all([stage.run(), stage.run()]);
      await indexTruth(stage, "a_i");
      claim(
        runs.some(({ code }) => code === 0),
        `both failed: ${runs.map(lastWords).join(" | ")}`,
      );
      await endOfWaiting(stage);
    },
  },
  {
    name: "a file with CONCURRENTLY fails at a later statement",
    run: async (stage) => {
      const mixed: Migration = {
        date: "20240102",
        title: "b",
        up: "create table b (id int);\ncreate index concurrently b_i on b (id);\ninsert into b select 1 from later;\n",
        alone: true,
      };
      await stage.write(A, mixed);
      const ran = await stage.run();
      refused(ran, "a statement failed");
      if ((await stage.value("select to_regclass('b_i')::text")) === null && /transaction block/i.test(ran.output))
        throw new Cannot("it puts the whole file into one transaction");
      claim(!(await stage.applied()).includes("b"), "recorded as applied");
      await stage.session.script("create table later (); insert into later default values");
      await recovers(stage);
      claim((await isValid(stage, "b_i")) === true, "the index is not valid");
    },
  },
  {
    name: "a reader holds the table that is to be changed",
    run: async (stage) => {
      await stage.write(A);
      await stage.run();
      await stage.write({
        date: "20240102",
        title: "b",
        up: "alter table a add column more int;\ncreate table b (id int);\ninsert into b values (1);\n",
      });
      const reader = await stage.open();
      await reader.script("begin; select * from a");
      const running = stage.start();
      const isWaiting = await stage.until(
        "select count(*)::int from pg_stat_activity where query ilike '%alter table a%' and wait_event_type = 'Lock' and datname = current_database()",
        1,
        15_000,
      );
      claim(isWaiting, "it never waited");
      await stage.session.script("set statement_timeout = '6s'");
      const isServed = await stage.session.query("select * from a").then(
        () => true,
        () => false,
      );
      await stage.session.script("reset statement_timeout");
      await reader.script("commit");
      await running.ended;
      claim(isServed, "all new readers stood behind it for 6 s and more");
      await truth(stage);
      await recovers(stage);
    },
  },
  {
    name: "deadlock with the application",
    run: async (stage) => {
      await stage.session.script("create table one (v int); create table two (v int)");
      const b = plain(
        "20240102",
        "b",
        "alter table one add column x int;\nselect pg_sleep(1);\nalter table two add column x int;\n",
      );
      await stage.write(A, b);
      const application = await stage.open();
      await application.script("set deadlock_timeout = '20s'; begin; lock table two");
      const running = stage.start();
      await stage.until(
        "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
        1,
      );
      await application.script("lock table one");
      await application.script("commit");
      const ran = await running.ended;
      await truth(stage);
      if (ran.code !== 0) await recovers(stage);
      claim((await stage.applied()).length === 2, "exit 0, and not all is applied");
    },
  },
  {
    name: "serialization failure (database in SERIALIZABLE)",
    run: async (stage) => {
      await stage.session.script(
        `create table v (v int); insert into v values (1); alter database ${stage.database} set default_transaction_isolation = 'serializable'`,
      );
      const middle = "select count(*) from v;\nselect pg_sleep(1.2);\nupdate v set v = v + 10;\n";
      await stage.write(A, plain("20240102", "b", middle));
      const running = stage.start();
      await stage.until(
        "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
        1,
      );
      await stage.session.script("update v set v = v + 1");
      const ran = await running.ended;
      await truth(stage);
      if (ran.code !== 0) await recovers(stage);
      claim((await stage.value("select v from v")) === 12, "an update was lost or done twice");
    },
  },
  {
    name: "two runners at once",
    run: async (stage) => {
      await stage.write({ ...A, up: `select pg_sleep(1);\n${String(A.up)}` }, B);
      const runs = await Promise.all([stage.run(), stage.run()]);
      await truth(stage);
      claim(
        runs.some(({ code }) => code === 0),
        `both failed: ${runs.map(lastWords).join(" | ")}`,
      );
      const loser = runs.find(({ code }) => code !== 0);
      claim(
        loser === undefined || !/already exists|duplicate key/i.test(loser.output),
        `the second dies of the first: ${loser === undefined ? "" : lastWords(loser)}`,
      );
      await recovers(stage);
    },
  },
  {
    name: "the history is locked by another session",
    run: async (stage) => {
      await stage.write(T);
      await stage.run();
      const holder = await stage.open();
      await holder.script(`begin; lock table ${stage.runner.table} in access exclusive mode`);
      await stage.write(B);
      const running = stage.start();
      const timer = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), 20_000).unref());
      const ended = await Promise.race([running.ended, timer]);
      await holder.script("rollback");
      const ran = await running.ended;
      claim(ended !== "late", "hangs without a word, for as long as the lock is held");
      refused(ran, "the history was locked");
      await truth(stage);
      await recovers(stage);
    },
  },
];
