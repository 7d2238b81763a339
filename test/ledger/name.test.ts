import { describe, expect, test } from "vitest";
import { compareMigrations, parseMigrationName } from "../../src/ledger/index.ts";

describe("parseMigrationName", () => {
  test.each([
    ["20240115_add_user_table", "20240115", undefined, "add_user_table"],
    ["20240115_101500_add_user_table", "20240115", "101500", "add_user_table"],
    ["20240229_a", "20240229", undefined, "a"],
    ["20240115_2_fast", "20240115", undefined, "2_fast"],
    ["20240115_add-user.table", "20240115", undefined, "add-user.table"],
    ["20240115101500_dbmate", "20240115", "101500", "dbmate"],
    ["20240115101500123_node_pg_migrate", "20240115", "101500123", "node_pg_migrate"],
    ["1705313700123_node_pg_migrate", "20240115", "101500123", "node_pg_migrate"],
    ["000001_init", "00000001", undefined, "init"],
  ])("%s", (id, date, time, title) => {
    expect(parseMigrationName(id)).toEqual({ id, date, time, title });
  });

  test.each([
    "add_user_table",
    "2024_add",
    "20240230_no_such_day",
    "20241301_no_such_month",
    "20240115_996000_no_such_time",
    "20240115_",
    "20240115",
    "20240115996000_no_such_time",
    "1_init",
    "20240115_a b",
    "20240115_../b",
  ])("refuses %s", (id) => {
    expect(parseMigrationName(id)).toBeUndefined();
  });
});

test("migrations are ordered by date, time or 0, title", () => {
  const sorted = [
    "20240115_b",
    "20240115_z",
    "20240115_000001_a",
    "20240115_101500_a",
    "20240115_101500_b",
    "20240116_a",
  ];
  const names = sorted.toReversed().flatMap((id) => parseMigrationName(id) ?? []);
  expect(names.toSorted(compareMigrations).map((name) => name.id)).toEqual(sorted);
});
