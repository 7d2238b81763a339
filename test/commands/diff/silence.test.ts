import { describe, expect, test } from "vitest";
import { silenceOf } from "../../../src/commands/diff/silence.ts";
import { splitStatements } from "../../../src/sql/index.ts";

const silence = (sql: string) => silenceOf(splitStatements(sql, "postgresql").statements, "postgres");

describe("what files speak of", () => {
  const cases: readonly (readonly [sql: string, owners: boolean, privileges: boolean])[] = [
    ["create table t (a int)", false, false],
    ['-- grant access later\ncreate table t (owner text, "grant" text)', false, false],
    ["create table revoke_log (a int); comment on table revoke_log is 'grant, owner to'", false, false],
    ["grant select on t to reader", false, true],
    ["revoke all on schema public from public", false, true],
    ["alter default privileges in schema public grant select on tables to reader", false, true],
    ["alter table only public.t owner to ada", true, false],
    ["create schema shop authorization ada", true, false],
    ["do $$ begin execute 'grant select on t to reader'; end $$", false, true],
    ["do $$ begin execute 'alter table t owner to ada'; end $$", true, false],
  ];
  test.each(cases)("%s", (sql, owners, privileges) => {
    expect(silence(sql)).toEqual({ loader: "postgres", owners: !owners, privileges: !privileges });
  });
});
