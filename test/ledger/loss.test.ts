import { expect, test } from "vitest";
import { lossesIn } from "../../src/ledger/loss.ts";
import { fileOf } from "./support.ts";

test.each<[string, readonly string[]]>([
  ["drop table users", ["table users"]],
  ['drop table if exists app.users, "Order" cascade', ["table app.users", 'table "Order"']],
  ["alter table users drop column if exists name, add x int, drop y", ["column users.name", "column users.y"]],
  ["alter table only users drop constraint c, alter column a drop not null, alter b drop default", []],
  ["truncate a, only b restart identity", ["rows a", "rows b"]],
  ["truncate table a", ["rows a"]],
  ["delete from only app.t where true", ["rows app.t"]],
  ["drop schema if exists s cascade", ["schema s"]],
  ["drop materialized view v", ["view v"]],
  ["drop type if exists mood", ["type mood"]],
  ["drop index concurrently i", []],
  ["create table t (a int)", []],
])("%s", (sql, losses) => {
  const [step] = fileOf("20240101_a", sql).up.steps;
  expect(step === undefined ? [] : lossesIn(step).map(({ kind, name }) => `${kind} ${name}`)).toEqual(losses);
});
