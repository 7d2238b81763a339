import { array, assert, constantFrom, date, property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareMigrations,
  migrationTitle,
  newMigration,
  parseMigrationName,
  type MigrationName,
} from "../../src/ledger/index.ts";

const NOON = new Date("2024-01-15T12:00:00Z");
const names = (...ids: readonly string[]): readonly MigrationName[] =>
  ids.flatMap((id) => parseMigrationName(id) ?? []);

describe("newMigration", () => {
  test("the day's first file carries no time", () => {
    expect(newMigration("add_users", NOON, names("20240114_a"))).toEqual({
      id: "20240115_add_users",
      file: "20240115_add_users.sql",
      rollbackFile: "20240115_add_users_rollback.sql",
      sortsBefore: [],
    });
  });

  test("the day's second file carries the time", () => {
    expect(newMigration("b", NOON, names("20240115_a")).id).toBe("20240115_120000_b");
  });

  test("two within a second keep their order", () => {
    expect(newMigration("a", NOON, names("20240115_x", "20240115_120000_b")).id).toBe("20240115_120001_a");
  });

  test("a file from the future is named", () => {
    expect(newMigration("a", NOON, names("20250101_later")).sortsBefore).toEqual(["20250101_later"]);
  });

  test("files made one after the other sort in that order", () => {
    const second = date({ min: NOON, max: new Date("2024-01-15T23:00:00Z"), noInvalidDate: true });
    assert(
      property(array(constantFrom("a", "b", "c"), { maxLength: 20 }), second, (titles, now) => {
        const made: MigrationName[] = [];
        for (const title of titles) made.push(...names(newMigration(title, now, made).id));
        expect(made).toHaveLength(titles.length);
        expect(made.toSorted(compareMigrations)).toEqual(made);
      }),
    );
  });
});

describe("migrationTitle", () => {
  test.each([
    ["add_user_table", "add_user_table"],
    ["Add user-table", "add_user_table"],
    ["  add  user  ", "add_user"],
    ["AddUserTable", "add_user_table"],
    ["ADD_USER", "add_user"],
    ["add_user2_table", "add_user2_table"],
    ["add_user.sql", "add_user"],
  ])("%j becomes %s", (text, title) => {
    expect(migrationTitle(text)).toBe(title);
  });

  test.each([
    "",
    "___",
    "123",
    "../evil",
    "a/b",
    "größe",
    "drop;",
    "undo_rollback",
    "101500_x",
    "_x",
    "x".repeat(101),
    "a\u001bb",
  ])("refuses %j", (text) => {
    expect(() => migrationTitle(text)).toThrow(expect.objectContaining({ code: "migration-title", exitCode: 2 }));
  });
});
