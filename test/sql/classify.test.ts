import { describe, expect, test } from "vitest";
import { classify, splitStatements, type StatementClass } from "../../src/sql/index.ts";

function classOf(sql: string): StatementClass {
  const [statement] = splitStatements(sql, "postgresql").statements;
  if (statement === undefined) throw new Error("no statement");
  return classify(statement, "postgresql");
}

describe("classify", () => {
  test.each([
    ["begin", "control", "BEGIN"],
    ["BEGIN ISOLATION LEVEL SERIALIZABLE", "control", "BEGIN"],
    ["start transaction", "control", "START TRANSACTION"],
    ["commit and chain", "control", "COMMIT"],
    ["end", "control", "END"],
    ["abort", "control", "ABORT"],
    ["rollback", "control", "ROLLBACK"],
    ["prepare transaction 'x'", "control", "PREPARE TRANSACTION"],
    ["rollback to savepoint a", "allowed", ""],
    ["rollback work to a", "allowed", ""],
    ["savepoint a", "allowed", ""],
    ["prepare q as select 1", "allowed", ""],
    ["commit prepared 'x'", "never", "COMMIT PREPARED"],
    ["create unique index concurrently i on t (a)", "never", "CREATE UNIQUE INDEX CONCURRENTLY"],
    ["create index /* c */ concurrently -- x\n on t (a)", "never", "CREATE INDEX CONCURRENTLY"],
    ["create index i on t (a)", "allowed", ""],
    ['create index "concurrently" on t (a)', "allowed", ""],
    ["drop index concurrently if exists i", "never", "DROP INDEX CONCURRENTLY"],
    ["drop index i", "allowed", ""],
    ["vacuum (full, analyze) t", "never", "VACUUM"],
    ["analyze t", "allowed", ""],
    ["create database x", "never", "CREATE DATABASE"],
    ["drop tablespace x", "never", "DROP TABLESPACE"],
    ["alter system set work_mem = '1MB'", "never", "ALTER SYSTEM"],
    ['alter database "My Db" set tablespace y', "never", "ALTER DATABASE"],
    ["alter database x set work_mem = '1MB'", "allowed", ""],
    ["discard all", "never", "DISCARD ALL"],
    ["discard plans", "allowed", ""],
    ["cluster", "never", "CLUSTER"],
    ["cluster verbose", "never", "CLUSTER VERBOSE"],
    ["cluster t using i", "sometimes", "CLUSTER"],
    ["reindex table t", "sometimes", "REINDEX"],
    ["reindex schema s", "never", "REINDEX SCHEMA"],
    ["reindex (verbose) database d", "never", "REINDEX DATABASE"],
    ["reindex index concurrently i", "never", "REINDEX INDEX CONCURRENTLY"],
    ["reindex (verbose, concurrently) table t", "never", "REINDEX"],
    ["reindex (concurrently true) table t", "never", "REINDEX"],
    ["reindex (concurrently false) table t", "sometimes", "REINDEX"],
    ["alter table p detach partition c concurrently", "never", "ALTER TABLE … DETACH PARTITION … CONCURRENTLY"],
    ["alter table p detach partition c", "allowed", ""],
    ["refresh materialized view concurrently v", "allowed", ""],
    ["alter type e add value 'x'", "allowed", ""],
    ["create subscription s connection 'c' publication p", "never", "CREATE SUBSCRIPTION"],
    ["create subscription s connection 'c' publication p with (connect = false)", "allowed", ""],
    ["drop subscription s", "sometimes", "DROP SUBSCRIPTION"],
    ["comment on table t is 'vacuum'", "allowed", ""],
    ["create table vacuum_log (a int)", "allowed", ""],
  ])("%s: %s", (sql, transaction, words) => {
    expect(classOf(sql)).toMatchObject({ transaction, words });
  });

  test.each([
    ["create index concurrently i on t (a)", { name: "i", table: "t", ifNotExists: false }],
    ["create index concurrently if not exists I on only App.T (a)", { name: "i", table: "App.T", ifNotExists: true }],
    [
      'create unique index concurrently "I""x" on "App"."T" using gin (a)',
      { name: 'I"x', table: '"App"."T"', ifNotExists: false },
    ],
    ["create index concurrently on t (a)", { name: undefined, table: "t", ifNotExists: false }],
  ])("reads the index of %s", (sql, index) => {
    expect(classOf(sql).index).toEqual(index);
  });

  test("cuts an index's name where the server does", () => {
    expect(classOf(`create index concurrently ${"é".repeat(40)} on t (a)`).index?.name).toBe("é".repeat(31));
  });

  test("knows which statements wait without blocking", () => {
    expect(classOf("drop index concurrently i").concurrently).toBe(true);
    expect(classOf("alter table p detach partition c concurrently").concurrently).toBe(true);
    expect(classOf("vacuum full t").concurrently).toBe(false);
  });
});
