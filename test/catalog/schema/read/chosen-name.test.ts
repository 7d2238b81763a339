import { describe, expect, test } from "vitest";
import { chosenName } from "../../../../src/catalog/schema/read/chosen-name.ts";

// As PostgreSQL 15 names the sequence of `CREATE TABLE … (… serial)`.
describe("the name that the server chooses", () => {
  test.each([
    ["short parts", "users", "id", "users_id_seq"],
    ["a long table", "t".repeat(63), "id", `${"t".repeat(56)}_id_seq`],
    ["a long column", "t", "c".repeat(63), `t_${"c".repeat(57)}_seq`],
    ["both long", "t".repeat(63), "c".repeat(63), `${"t".repeat(29)}_${"c".repeat(29)}_seq`],
    ["characters of two bytes", "ä".repeat(31), "ö".repeat(31), `${"ä".repeat(14)}_${"ö".repeat(14)}_seq`],
  ])("for %s", (_what, table, column, expected) => {
    expect(chosenName(table, column, "seq")).toBe(expected);
  });
});
