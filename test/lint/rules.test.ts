import { describe, expect, it } from "vitest";
import { ruleFacts } from "../../src/lint/index.ts";
import { codes, found } from "./support.ts";

/** What a text is told, beside what is only for information. */
const SAID: readonly (readonly [sql: string, ...codes: readonly string[]])[] = [
  ["alter table t add column c uuid default gen_random_uuid()", "add-column-rewrite"],
  ["alter table t add column c serial", "add-column-rewrite"],
  ["alter table t add column c int generated always as (a + 1) stored", "add-column-rewrite"],
  ["alter table t add column c int generated always as identity", "add-column-rewrite"],
  ["alter table t add column c int check (c > 0)", "add-check-scan"],
  ["alter table t add column c int unique", "add-key-build"],
  ["alter table t alter column c set not null", "set-not-null-scan"],
  ["alter table t add constraint k check (a > 0)", "add-check-scan"],
  ["alter table t add foreign key (a) references o (id)", "add-foreign-key-scan"],
  ["alter table t add primary key (id)", "add-key-build"],
  ["alter table t add exclude using gist (a with &&)", "add-exclusion-build"],
  ["create index i on t (a)", "create-index-blocking"],
  ["drop index i", "drop-index-blocking"],
  ["reindex table t", "reindex-blocking"],
  ["begin; create index concurrently i on t (a); commit", "concurrently-in-transaction"],
  ["alter table t alter column c type bigint", "column-type-rewrite"],
  ["alter table t alter column c type text", "column-type-rewrite"],
  ["alter table t rename to u", "rename-table"],
  ["alter table t rename column a to b", "rename-column"],
  ["alter schema a rename to b", "rename-object"],
  ["alter type e rename value 'a' to 'b'", "rename-enum-value"],
  ["alter table t set schema other", "move-to-schema"],
  ["alter table t drop column c", "drop-column"],
  [
    "alter table t add column c numeric(10,4); alter table t alter column c type numeric(10,2)",
    "column-type-loses",
    "column-type-rewrite",
  ],
  ["drop table t", "drop-table"],
  ["drop table t cascade", "drop-cascade", "drop-table"],
  ["drop schema s cascade", "drop-cascade", "drop-schema"],
  ["drop database d", "drop-database"],
  ["drop view v", "drop-object"],
  ["alter table t alter column c drop not null", "drop-not-null"],
  ["alter table t set unlogged", "table-rewrite"],
  ["alter table t set tablespace fast", "table-rewrite"],
  ["cluster t using i", "cluster-rewrite"],
  ["vacuum full t", "vacuum-full-rewrite"],
  ["alter table t detach partition p", "detach-partition-blocking"],
  ["alter table t attach partition p for values in (1)", "attach-partition-scan"],
  ["refresh materialized view m", "refresh-view-blocking"],
  ["truncate t", "truncate-table"],
  ["update t set a = 1", "update-every-row"],
  ["delete from t where true", "delete-every-row"],
  ["begin; alter type e add value 'x'; insert into t values ('x'); commit", "enum-value-used"],
  ["create index concurrently if not exists i on t (a)", "index-if-not-exists"],
  ["begin; insert into t values (1)", "transaction-left-open"],
  ["begin; begin; commit", "transaction-nested"],
  ["commit", "transaction-nested"],
  ["alter table t add column c int not null", "required-column"],
  ["alter domain d add constraint k check (value > 0)", "domain-constraint-scan"],
  ["lock table t in exclusive mode", "lock-table"],
  ["do $$ begin alter table t add column c int; end $$", "ddl-in-do-block"],
  ["do $$ begin create index i on t (a); end $$", "create-index-blocking", "ddl-in-do-block"],
  ["do $$ begin if now() > '2020-01-01' then execute 'drop table t'; end if; end $$", "ddl-in-do-block", "drop-table"],
  ["grant all on all tables in schema public to public", "grant-widened"],
  ["alter table t enable row level security", "row-security-without-policy"],
  ["create function f() returns int language sql security definer as 'select 1'", "definer-without-path"],
  ["update t set a = 1, a = 2 where b = 3", "duplicate-column", "duplicate-column"],
  [`create table t (id int primary key, "${"ä".repeat(32)}" int)`, "name-too-long"],
  ["create table t (id int primary key, c char(3))", "type-char"],
  ["create table t (id int primary key, c json)", "type-json"],
  ["create table t (id int primary key, c money)", "type-money"],
  ["create table t (id int primary key, o int references o (id))", "foreign-key-without-index"],
  [
    "create table t (id int primary key, a int, b int); create index i on t (a, b); create index j on t (a)",
    "index-already-covered",
  ],
];

describe("what is said", () => {
  it.each(SAID)("%s", (sql, ...expected) => {
    expect(codes(sql).toSorted()).toEqual(expected);
  });
});

/** Changes that take an instant, or that concern nobody else. */
const HARMLESS: readonly string[] = [
  "alter table t add column c int",
  "alter table t add column c int not null default 0",
  "alter table t add column c timestamptz default now()",
  "alter table t add column c int references o (id)",
  "alter table t add constraint k check (a > 0) not valid",
  "alter table t add foreign key (a) references o (id) not valid",
  "alter table t validate constraint k",
  "alter table t add constraint k unique using index i",
  "alter table t validate constraint c_not_null; alter table t alter column c set not null",
  "create index concurrently i on t (a)",
  "drop index concurrently i",
  "reindex index concurrently i",
  "refresh materialized view concurrently m",
  "alter table t detach partition p concurrently",
  "alter table t set (fillfactor = 70)",
  "alter table t alter column c set statistics 500",
  "comment on table t is 'rows'",
  "vacuum t",
  "vacuum (full false) t",
  "analyze t",
  "create table t (id bigint primary key); create index i on t (id, id); insert into t values (1); update t set id = 2; drop table t",
  "create temp table t as select 1; create index i on t (a)",
  "update t set a = 1 where id = 5",
  "begin; update t set a = 1 where id = 5; commit",
  "begin; create type e as enum ('a'); alter type e add value 'x'; insert into t values ('x'); commit",
  "alter table t enable row level security; create policy p on t using (true)",
  "create function f() returns int language sql security definer set search_path = '' as 'select 1'",
  "grant select on t to reader",
  "update t set a.x = 1, a.y = 2 where b = 3",
  "select 'drop table t; -- backwright'",
];

describe("what is not said", () => {
  it.each(HARMLESS)("%s", (sql) => {
    expect(codes(sql)).toEqual([]);
  });
});

describe("the rules", () => {
  it("are each seen in a case, or are for information, or off", () => {
    const seen = new Set(SAID.flatMap(([, ...expected]) => expected));
    const loud = ruleFacts
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ code }) => code);
    const inTransactions = ["validate-holds-lock", "lock-held-over-work", "lock-order"];
    expect(loud.filter((code) => !seen.has(code)).toSorted()).toEqual(inTransactions.toSorted());
  });

  it.each([
    ["type-int", "create table t (id int primary key)"],
    ["type-smallint", "create table t (id smallint primary key)"],
    ["type-serial", "create table t (id serial primary key)"],
    ["type-varchar", "create table t (id varchar(9) primary key)"],
    ["type-timestamp", "create table t (id timestamp primary key)"],
    ["schema-missing", "drop table t"],
    ["index-wide", "create index i on t (a, b, c, d)"],
    ["enum-value-unordered", "alter type e add value 'x'"],
    ["domain-with-constraint", "create domain d as int check (value > 0)"],
    ["not-repeatable", "drop table t; select 1"],
    ["reserved-name", 'create table "order" (id int primary key)'],
    ["table-without-primary-key", "create table t (id int)"],
    ["trigger-added", "create trigger g before insert on t execute function f()"],
    ["lock-timeout-missing", "alter table t add column c int"],
    ["statement-timeout-missing", "alter table t add column c int"],
    ["referenced-table-lock", "create table t (id int references o (id))"],
    ["several-exclusive-locks", "begin; alter table t add a int; alter table u add a int; commit"],
    ["statement-after-exclusive-lock", "begin; alter table t add a int; select 1; commit"],
  ])("%s is said when it is asked for", (code, sql) => {
    expect(found(sql, {}, [code]).map(({ finding }) => finding.code)).toContain(code);
  });
});

describe("a type that loses values", () => {
  const NOW = `alter table t add column a numeric(10,4), add column b timestamptz, add column c text;
    alter table t alter column `;
  const loses = (change: string): readonly unknown[] =>
    found(`${NOW}${change}`).flatMap(({ finding: { code, evidence } }) =>
      code === "column-type-loses" ? [evidence["loses"]] : [],
    );

  it.each([
    ["a type numeric(10,2)", "digits"],
    ["a type int using a::int", "fractions"],
    ["a type decimal(12,4)[]", undefined],
    ["a type decimal(12,4)", undefined],
    ["a type numeric(10,2) using trunc(a, 2)", undefined],
    ["b type date", "the time of day"],
    ["b type timestamptz(3)", "fractions of seconds"],
    ["c type varchar(5)", undefined],
    ["c type varchar(5) using c::varchar(5)", "the end"],
    ["d type int", undefined],
  ])("%s: %s", (change, expected) => {
    expect(loses(change)).toEqual(expected === undefined ? [] : [expected]);
  });

  it("is only for information in a rollback", () => {
    expect(codes(`${NOW}b type date`, { direction: "down" })).not.toContain("column-type-loses");
  });
});

describe("transactions", () => {
  const TWO_STEPS = "alter table t add constraint k check (a > 0) not valid; alter table t validate constraint k";

  it.each([
    ["one statement at a time", "none", []],
    ["the runner opens one", "runner", ["validate-holds-lock"]],
  ] as const)("NOT VALID and VALIDATE: %s", (_, transaction, expected) => {
    expect(codes(TWO_STEPS, { transaction })).toEqual(expected);
  });

  it("knows that one statement is one transaction, whatever its actions", () => {
    expect(codes("alter table t add check (a > 0) not valid, validate constraint k")).toEqual(["validate-holds-lock"]);
  });

  it("says where the lock was taken that is held over the work", () => {
    const sql = "begin;\nalter table t add column a int;\nupdate u set a = 1 where b = 2;\nupdate u set a = 1;\ncommit";
    const held = found(sql).find(({ finding }) => finding.code === "lock-held-over-work");
    expect(held?.finding).toMatchObject({
      severity: "error",
      subject: { kind: "table", name: "t", line: 4 },
      evidence: { lock: "access-exclusive", takenAtLine: 2, work: "update", openedBy: "file" },
    });
  });

  it("sees tables locked in opposite orders", () => {
    const sql = `begin; alter table a add x int; alter table b add x int; commit;
      begin; alter table b add y int; alter table a add y int; commit`;
    expect(codes(sql)).toEqual(["lock-order"]);
  });

  it("says of a rollback only for information what it loses", () => {
    expect(codes("drop table t", { direction: "down" })).toEqual([]);
    expect(codes("alter table t alter column c set not null", { direction: "down" })).toEqual(["set-not-null-scan"]);
  });

  it("leaves the lock_timeout to a runner that sets it", () => {
    const said = found("alter table t add a int", { runnerSetsLockTimeout: true }).map(({ finding }) => finding.code);
    expect(said).toEqual(["statement-timeout-missing"]);
  });
});
