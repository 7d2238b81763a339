// The run, its connection or its server ends where nobody expected it.
import { setTimeout as pause } from "node:timers/promises";
import { Cannot, claim, GATED, A, B, OTHERS, plain, recovers, refused, SLEEPERS, truth, type Stage } from "./stage.ts";
import { startWire, type Judge } from "./wire.ts";
import type { NamedFault } from "./faults.ts";

/** A run that stands in the middle of its second file. */
async function inTheMiddle(stage: Stage, port?: number) {
  await stage.session.script("create table gate ()");
  await stage.write(A, GATED);
  const running = stage.start(port === undefined ? {} : { port });
  const outcome = await Promise.race([running.ended, stage.until(SLEEPERS, 1)]);
  if (typeof outcome !== "boolean") throw new Cannot(outcome.output.slice(-200));
  return running;
}

async function gone(stage: Stage): Promise<void> {
  claim(await stage.until(OTHERS, 0), "the server still runs what was cut off");
}

async function endOfMiddle(stage: Stage): Promise<void> {
  await gone(stage);
  await truth(stage);
  await stage.session.script("drop table gate");
  await recovers(stage);
}

async function killed(stage: Stage, signal: NodeJS.Signals): Promise<void> {
  const running = await inTheMiddle(stage);
  running.kill(signal);
  const ran = await running.ended;
  refused(ran, `ended by ${signal}`);
  // A server notices a dead client when it writes to it; where the runner has not asked for more, the test helps.
  if (!(await stage.until(OTHERS, 0, 4_000)))
    await stage.session.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
  await endOfMiddle(stage);
}

async function restarted(stage: Stage, how: "fast" | "immediate"): Promise<void> {
  const running = await inTheMiddle(stage);
  await stage.cluster.stop(how);
  const ran = await running.ended;
  await stage.cluster.start();
  refused(ran, "the server went away");
  await truth(stage);
  await stage.session.script("drop table gate");
  await recovers(stage);
}

/** A run of two files over a wire that is disturbed; then what holds always. */
async function disturbed(stage: Stage, judge: Judge): Promise<void> {
  await stage.write(A, B);
  await using wire = await startWire(stage.cluster.port, judge);
  const ran = await stage.run({ port: wire.port });
  wire.cut();
  await gone(stage);
  await truth(stage);
  const applied = await stage.applied();
  if (ran.code === 0) claim(applied.length === 2, `exit 0, but applied: ${applied.join(", ")}`);
  await recovers(stage);
}

/** How many messages a run over the stage's folder sends. */
async function countMessages(stage: Stage): Promise<number> {
  await using wire = await startWire(stage.cluster.port);
  const ran = await stage.run({ port: wire.port });
  if (ran.code !== 0) throw new Cannot(ran.output.slice(-200));
  return wire.sent();
}

/** Kills the run when the chosen message has been sent. */
async function killedAt(stage: Stage, number: number): Promise<void> {
  let seen = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    seen = resolve;
  });
  await using wire = await startWire(stage.cluster.port, (message) => {
    if (message.number === number) seen();
    return message.number > number ? "silent" : "pass";
  });
  const running = stage.start({ port: wire.port });
  await Promise.race([reached, running.ended]);
  running.kill();
  await running.ended;
  wire.cut();
  await gone(stage);
}

const DEATHS = Number(process.env["BACKWRIGHT_DEATHS"] ?? 12);

const numbersUpTo = (count: number): readonly number[] => {
  const step = Math.max(1, Math.floor(count / DEATHS));
  return Array.from({ length: count }, (_, index) => index + 1).filter((number) => number % step === 0);
};

export const cuts: readonly NamedFault[] = [
  { name: "kill -9 in a statement", run: (stage) => killed(stage, "SIGKILL") },
  { name: "SIGTERM in a statement", run: (stage) => killed(stage, "SIGTERM") },
  { name: "SIGINT in a statement", run: (stage) => killed(stage, "SIGINT") },
  {
    name: "kill -9 at messages of files in transactions",
    run: async (stage, again) => {
      await stage.write(A, B);
      const count = await countMessages(stage);
      for (const number of numbersUpTo(count)) {
        await using fresh = await again();
        await fresh.write(A, B);
        await killedAt(fresh, number);
        await truth(fresh);
        await recovers(fresh);
      }
    },
  },
  {
    name: "kill -9 at messages of CREATE INDEX CONCURRENTLY",
    run: async (stage, again) => {
      const index = { date: "20240103", title: "i", up: "create index concurrently a_i on a (id);\n", alone: true };
      await stage.write(A, index);
      const count = await countMessages(stage);
      for (const number of numbersUpTo(count)) {
        await using fresh = await again();
        await fresh.write(A, index);
        await killedAt(fresh, number);
        await truth(fresh, ["a"]);
        const ran = await fresh.run();
        claim(ran.code === 0, `stuck afterwards: ${ran.output.slice(-160)}`);
        const valid = await fresh.value("select indisvalid from pg_index where indexrelid = to_regclass('a_i')");
        claim(valid === true, "the index is not valid");
        claim((await fresh.applied()).includes("i"), "the index is not recorded");
      }
    },
  },
  {
    name: "runner killed, and run again at once",
    run: async (stage) => {
      const running = await inTheMiddle(stage);
      running.kill();
      await running.ended;
      const soon = await stage.run();
      claim(soon.code !== 0, "exit 0 while the first one's statement still ran");
      await stage.session.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
      await endOfMiddle(stage);
    },
  },
  {
    name: "connection cut in a statement",
    run: async (stage) => {
      const running = await inTheMiddle(stage);
      await stage.session.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
      refused(await running.ended, "the connection was cut");
      await endOfMiddle(stage);
    },
  },
  {
    name: "connection cut when COMMIT was sent",
    run: (stage) => {
      let commits = 0;
      return disturbed(stage, ({ text }) => {
        if (/^\s*commit\b/i.test(text.replaceAll("\0", " ").trim())) commits += 1;
        return commits === 2 && /commit/i.test(text) ? "cut-after" : "pass";
      });
    },
  },
  {
    name: "connection cut before COMMIT",
    run: (stage) => {
      let commits = 0;
      return disturbed(stage, ({ text }) => {
        if (/^\s*commit\b/i.test(text.replaceAll("\0", " ").trim())) commits += 1;
        return commits === 2 ? "cut" : "pass";
      });
    },
  },
  {
    name: "the network goes silent, and the next run comes",
    run: async (stage) => {
      await stage.write(A, plain("20240102", "b", "select pg_sleep(0.2);\n"));
      await using wire = await startWire(stage.cluster.port, ({ text }) =>
        text.includes("insert into b") ? "silent" : "pass",
      );
      const first = stage.start({ port: wire.port });
      await Promise.race([
        first.ended,
        stage.until(
          "select count(*)::int from pg_stat_activity where state like 'idle in%' and datname = current_database()",
          1,
          5_000,
        ),
      ]);
      first.kill();
      await first.ended;
      const second = await stage.run();
      await truth(stage);
      wire.cut();
      await gone(stage);
      if (second.code !== 0) await recovers(stage);
      await truth(stage);
    },
  },
  {
    name: "idle_in_transaction_session_timeout",
    run: async (stage) => {
      await stage.session.script(`alter database ${stage.database} set idle_in_transaction_session_timeout = '500ms'`);
      await disturbed(stage, ({ text }) => (/insert into b/.test(text) ? "hold" : "pass"));
    },
  },
  {
    name: "COPY cut in the middle of its rows",
    run: async (stage) => {
      const rows = Array.from({ length: 200_000 }, (_, index) => `${index}\tword`).join("\n");
      await stage.write(A, {
        date: "20240102",
        title: "c",
        up: `create table c (id int, w text);\ncopy c from stdin;\n${rows}\n\\.\n`,
      });
      await using wire = await startWire(stage.cluster.port, ({ type, number }) =>
        type === "d" && number > 3 ? "cut" : "pass",
      );
      const ran = await stage.run({ port: wire.port });
      wire.cut();
      await gone(stage);
      refused(ran, "COPY was cut");
      claim((await stage.rows("c")) === -1 && !(await stage.applied()).includes("c"), "half of it is there");
      const again = await stage.run();
      if (again.code !== 0) throw new Cannot("COPY … FROM stdin is an error");
      claim((await stage.rows("c")) === 200_000, "rows are missing");
    },
  },
  { name: "server restarted in a statement", run: (stage) => restarted(stage, "fast") },
  { name: "server crashed in a statement", run: (stage) => restarted(stage, "immediate") },
  {
    name: "a backend of the server is killed (-9)",
    run: async (stage) => {
      const running = await inTheMiddle(stage);
      const pid = Number(
        await stage.value(
          "select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()",
        ),
      );
      process.kill(pid, "SIGKILL");
      refused(await running.ended, "the server crashed");
      for (let tries = 0; tries < 200 && (await stage.value("select 1").catch(() => 0)) !== 1; tries += 1)
        await pause(50);
      await truth(stage);
      await stage.session.script("drop table gate");
      await recovers(stage);
    },
  },
];
