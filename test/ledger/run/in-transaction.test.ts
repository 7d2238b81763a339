import { expect, test } from "vitest";
import type { Session } from "../../../src/catalog/index.ts";
import { errors } from "../../../src/kit/index.ts";
import { migrate, type MigrateParts } from "../../../src/ledger/index.ts";
import { fileOf } from "../support.ts";

/** A server in memory, whose connection breaks at the statement. */
function breaksAt(statement: RegExp): Session {
  const answer = async (sql: string): Promise<readonly Record<string, unknown>[]> => {
    if (statement.test(sql)) throw errors.database.lost({ host: "db", reason: "gone" });
    if (/as columns/.test(sql)) return [{ found: null, current: "public", columns: 0 }];
    if (/pg_try_advisory_lock/.test(sql)) return [{ locked: true }];
    return /pg_backend_pid/.test(sql) ? [{ one: 1 }] : [];
  };
  return {
    serverVersion: 150_000,
    database: "shop",
    user: "ada",
    where: "db",
    query: answer,
    script: async (sql) => void (await answer(sql)),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const partsOf = (session: Session): MigrateParts => ({
  session,
  clock: { monotonicMs: () => 0, sleep: async () => undefined },
  signal: new AbortController().signal,
  table: { schema: undefined, name: "history" },
  dryRun: false,
  waitMs: 0,
  lockTimeoutMs: 0,
  confirm: async () => undefined,
  observe: () => undefined,
});
const folder = { path: "migrations", files: [fileOf("20240101_a", "select 1; select 2")], strays: [] };

test.each([
  [/^commit$/, "20240101_a.sql, commit: it may or may not have been committed."],
  [/^select 2$/, "20240101_a.sql, statement 2."],
  [/^insert into public\.history/, "20240101_a.sql, bookkeeping."],
])("a connection that breaks at %s is told from the others", async (statement, words) => {
  await expect(migrate(partsOf(breaksAt(statement)), folder)).rejects.toMatchObject({
    code: "migration-connection-lost",
    exitCode: 3,
    message: expect.stringContaining(words) as unknown,
  });
});
