import { describe, expect, test } from "vitest";
import { readFormat } from "../../../src/ledger/index.ts";

const ENVIRONMENT = { NAME: "foo", EMPTY: "", TWO_LINES: "a\nb" };
const read = (text: string) => readFormat({ text, dialect: "postgresql", environment: ENVIRONMENT });
const sqlOf = (section: { readonly statements: readonly { readonly sql: string }[] } | undefined) =>
  section?.statements.map(({ sql }) => sql);

describe("readFormat", () => {
  test.each<[string, string, string, readonly string[], readonly string[] | undefined]>([
    [
      "dbmate",
      "dbmate",
      "-- migrate:up\nselect 1; select 2\n\n-- migrate:down\nselect 3",
      ["select 1", "select 2"],
      ["select 3"],
    ],
    ["dbmate without down", "dbmate", "-- migrate:up\nselect 1;", ["select 1"], undefined],
    [
      "dbmate with Windows' line ends",
      "dbmate",
      "-- migrate:up\r\nselect 'a\r\nb';\r\n-- migrate:down\r\n",
      ["select 'a\r\nb'"],
      [],
    ],
    [
      "node-pg-migrate",
      "node-pg-migrate",
      "-- Up Migration\nselect 1;\n-- Down Migration\nselect 2;",
      ["select 1"],
      ["select 2"],
    ],
    [
      "node-pg-migrate with more dashes",
      "node-pg-migrate",
      "--- up migration ---\nselect 1;\n",
      ["select 1"],
      undefined,
    ],
    [
      "goose with a block",
      "goose",
      "-- +goose Up\n-- +goose StatementBegin\nselect 1;\nselect 2;\n-- +goose StatementEnd\nselect 3;\n-- +goose Down\nselect 4;",
      ["select 1;\nselect 2", "select 3"],
      ["select 4"],
    ],
    [
      "goose: a body needs no block",
      "goose",
      "-- +goose up\ndo $$ begin\n null;\nend $$;\nselect ';\n';\n",
      ["do $$ begin\n null;\nend $$", "select ';\n'"],
      undefined,
    ],
    [
      "Atlas with blank lines between",
      "atlas",
      "-- atlas:delimiter \\n\\n\nselect 1;\nselect 2\n\nselect 3",
      ["select 1;\nselect 2", "select 3"],
      undefined,
    ],
    [
      "Atlas with nothing but a hint for its linter",
      "atlas",
      "-- atlas:nolint destructive\ndrop table a; drop table b;",
      ["drop table a", "drop table b"],
      undefined,
    ],
  ])("%s", (_, format, text, up, down) => {
    const migration = read(text);
    expect(migration?.problems).toEqual([]);
    expect(migration?.format).toBe(format);
    expect(sqlOf(migration?.up)).toEqual(up);
    expect(sqlOf(migration?.down)).toEqual(down);
  });

  test("leaves files without markers alone", () => {
    expect(read("select 1; -- goose up, atlas, up migration")).toBeUndefined();
  });

  test.each([
    ["dbmate, for each part", "-- migrate:up transaction:false\nselect 1;\n-- migrate:down\nselect 2;", [true, false]],
    [
      "goose, for the file",
      "-- +goose NO TRANSACTION\n-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;",
      [true, true],
    ],
    ["Atlas", "-- atlas:txmode none\nselect 1;", [true, undefined]],
  ])("no transaction: %s", (_, text, expected) => {
    expect([read(text)?.up.noTransaction, read(text)?.down?.noTransaction]).toEqual(expected);
  });

  test.each<[string, string, readonly (readonly [kind: string, line: number])[]]>([
    ["an unknown marker", "-- +goose Up\n-- +goose Sideways\nselect 1;", [["unknown-marker", 2]]],
    ["an indented marker", "-- +goose Up\n  -- +goose Down\nselect 1;", [["indented-marker", 2]]],
    ["up twice", "-- +goose Up\nselect 1;\n-- +goose Up\n", [["repeated-marker", 3]]],
    ["up after down", "-- +goose Up\n-- +goose Down\n-- +goose Up\n", [["misplaced-marker", 3]]],
    [
      "down alone",
      "-- +goose Down\nselect 1;",
      [
        ["misplaced-marker", 1],
        ["statement-outside", 2],
        ["missing-up", 2],
      ],
    ],
    ["SQL before up", "select 1;\n-- +goose Up\nselect 2;", [["statement-outside", 1]]],
    ["an open block", "-- +goose Up\n-- +goose StatementBegin\nselect 1;", [["open-block", 3]]],
    ["an end without its begin", "-- +goose Up\n-- +goose StatementEnd\n", [["misplaced-marker", 2]]],
    [
      "no semicolon before down",
      "-- +goose Up\nselect 1;\nselect 2 -- ;\n-- +goose Down\nselect 3;",
      [["missing-semicolon", 3]],
    ],
    ["an open quote", "-- +goose Up\nselect 'a;\n-- +goose Down\n", [["unterminated", 2]]],
    ["a psql command", "-- migrate:up\nselect 1;\n\\i a.sql\n", [["psql-command", 3]]],
    ["dbmate's down alone", "-- migrate:down\nselect 1;", [["missing-up", 1]]],
    ["dbmate: down before up", "-- migrate:down\nselect 1;\n-- migrate:up\nselect 2;", [["misplaced-marker", 3]]],
    ["dbmate: a slip of the pen", "-- migrate:up\nselect 1;\n-- migrate:dwon\nselect 2;", [["unknown-marker", 3]]],
    ["node-pg-migrate: SQL before up", "select 0;\n-- Up Migration\nselect 1;", [["statement-outside", 1]]],
    ["Atlas: an empty delimiter", "-- atlas:delimiter\nselect 1;", [["unknown-marker", 1]]],
    ["Atlas: a delimiter too late", "select 1;\n-- atlas:delimiter //\nselect 2//", [["misplaced-marker", 2]]],
    ["Atlas: an archive", "-- atlas:txtar\n-- migration.sql --\nselect 1;", [["unknown-marker", 1]]],
  ])("names %s", (_, text, expected) => {
    expect(read(text)?.problems.map(({ kind, line }) => [kind, line])).toEqual(expected);
  });

  test("a value of two lines moves no line number", () => {
    const migration = read("-- +goose Up\n-- +goose ENVSUB ON\nselect '$TWO_LINES';\nselect 2;\n");
    expect(migration?.up.statements).toEqual([
      { sql: "select 'a\nb'", line: 3 },
      { sql: "select 2", line: 4 },
    ]);
  });

  test("ten thousand statements keep their lines", () => {
    const text = `-- +goose Up\n${"select 1;\n".repeat(10_000)}`;
    expect(read(text)?.up.statements.at(-1)).toEqual({ sql: "select 1", line: 10_001 });
  });
});
