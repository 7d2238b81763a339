// A database, a folder and a runner, and what may be asked of them.
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Session } from "../../../src/catalog/index.ts";
import type { Cluster } from "../../../test/live/cluster-support.ts";
import { testWorld } from "../../../test/support/world.ts";
import { remember, type Migration, type Ran, type Runner, type Running } from "./runners.ts";

/** What a runner claimed or left that is not so. */
export class Fault extends Error {}

/** The runner refuses such files, in all safety: without the fault, too. */
export class Cannot extends Error {}

export interface Stage extends AsyncDisposable {
  readonly runner: Runner;
  readonly cluster: Cluster;
  readonly database: string;
  /** Beside the runner's. */
  readonly session: Session;
  readonly folder: string;
  write(...migrations: readonly Migration[]): Promise<void>;
  remove(migration: Migration): Promise<void>;
  start(how?: { readonly url?: string; readonly port?: number; readonly direction?: "up" | "down" }): Running;
  run(how?: { readonly url?: string; readonly port?: number; readonly direction?: "up" | "down" }): Promise<Ran>;
  open(): Promise<Session>;
  value(sql: string): Promise<unknown>;
  until(sql: string, value: unknown, limitMs?: number): Promise<boolean>;
  /** Rows of a table; -1 where it is not there. */
  rows(table: string): Promise<number>;
  applied(): Promise<readonly string[]>;
}

const POLL_MS = 25;

/** An empty database and folder. */
export async function openStage(runner: Runner, cluster: Cluster): Promise<Stage> {
  const database = `f${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  await cluster.createDatabase(database);
  const home = await mkdtemp(join(tmpdir(), "backwright-fault-"));
  const folder = join(home, "migrations");
  await mkdir(folder);
  const opened: Session[] = [];
  const open = async (): Promise<Session> => {
    const session = await (await testWorld([])).databases.open({ url: cluster.url(database) });
    opened.push(session);
    return session;
  };
  let current = await open();
  const query: Session["query"] = async (sql, parameters) => {
    try {
      return await current.query(sql, parameters);
    } catch (error) {
      if (!/connection.*lost|terminat|closed/i.test(String(error))) throw error;
      // The server was started again.
      current = await open();
      return current.query(sql, parameters);
    }
  };
  const session: Session = {
    serverVersion: current.serverVersion,
    database,
    user: current.user,
    where: current.where,
    query,
    script: async (sql) => {
      await query("select 1");
      await current.script(sql);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
  const value = async (sql: string): Promise<unknown> => Object.values((await query(sql))[0] ?? {})[0];
  const start: Stage["start"] = ({ url, port, direction = "up" } = {}) => {
    const own = new URL(url ?? cluster.url(database));
    if (port !== undefined) own.port = String(port);
    return runner.start({ url: own.href, folder, direction });
  };
  return {
    runner,
    cluster,
    database,
    session,
    folder,
    write: async (...migrations) => {
      for (const migration of migrations) {
        remember(migration);
        await runner.write(folder, migration);
      }
    },
    remove: (migration) => runner.remove(folder, migration),
    start,
    run: (how) => start(how).ended,
    open,
    value,
    until: async (sql, wanted, limitMs = 30_000) => {
      for (let waited = 0; waited < limitMs; waited += POLL_MS) {
        if ((await value(sql).catch(() => undefined)) === wanted) return true;
        await pause(POLL_MS);
      }
      return false;
    },
    rows: async (table) => {
      if ((await value(`select to_regclass('${table}')::text`)) === null) return -1;
      return Number(await value(`select count(*)::int from ${table}`));
    },
    applied: () => runner.applied(session),
    [Symbol.asyncDispose]: async () => {
      for (const one of opened) await one[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
      await using control = await cluster.open();
      await control.script(`drop database if exists "${database}" with (force)`);
    },
  };
}

/** The plain one: a table of its name with one row. */
export const plain = (date: string, title: string, middle = ""): Migration => ({
  date,
  title,
  up: `create table ${title} (id int);\n${middle}insert into ${title} values (1);\n`,
  down: `drop table ${title};\n`,
});

export const A = plain("20240101", "a");
export const B = plain("20240102", "b");

/** Sleeps as long as the table `gate` is there. */
export const GATE = "do $$ begin if to_regclass('gate') is not null then perform pg_sleep(600); end if; end $$;\n";
export const GATED = plain("20240102", "b", GATE);
export const SLEEPERS =
  "select count(*)::int from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
export const OTHERS = `select count(*)::int from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  and backend_type = 'client backend'`;

export function claim(holds: boolean, otherwise: string): void {
  if (!holds) throw new Fault(otherwise);
}

/** History and database say the same of each plain migration, and of none more than once. */
export async function truth(stage: Stage, titles: readonly string[] = ["a", "b"]): Promise<void> {
  const applied = await stage.applied();
  for (const title of titles) {
    const rows = await stage.rows(title);
    const isRecorded = applied.includes(title);
    claim(rows <= 1, `${title} was run ${rows} times`);
    claim(
      isRecorded === (rows === 1),
      `history: ${title} ${isRecorded ? "" : "not "}applied; database: ${wordsOf(rows)}`,
    );
  }
}

const wordsOf = (rows: number): string => (rows < 0 ? "nothing of it" : rows === 0 ? "half of it" : "all of it");

/** The ordinary command brings everything to its end. */
export async function recovers(stage: Stage, titles: readonly string[] = ["a", "b"]): Promise<void> {
  const again = await stage.run();
  claim(again.code === 0, `stuck afterwards: ${lastWords(again)}`);
  await truth(stage, titles);
  const applied = await stage.applied();
  claim(
    titles.every((title) => applied.includes(title)),
    `exit 0, but only ${applied.join(", ")} applied`,
  );
}

/** A run that did not do all says so. */
export function refused(ran: Ran, what: string): void {
  claim(ran.code !== 0, `${what}: exit 0`);
}

export function lastWords({ output }: Ran): string {
  const lines = output.split("\n").filter((line) => /\S/.test(line) && !/^\s+at /.test(line));
  const telling = lines.findLast((line) => /error|fail|refus|lock|denied|cannot/i.test(line)) ?? lines.at(-1) ?? "";
  return telling.trim().slice(0, 160);
}
