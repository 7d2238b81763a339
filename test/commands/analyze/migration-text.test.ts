import { describe, expect, test } from "vitest";
import { appliedText } from "../../../src/commands/analyze/migration-text.ts";

describe("what a migration of another tool applies", () => {
  const cases: readonly (readonly [tool: string, text: string, applied: string])[] = [
    [
      "dbmate",
      "-- migrate:up\ncreate table t (a int);\n\n-- migrate:down\ndrop table t;\n",
      "\ncreate table t (a int);",
    ],
    [
      "goose",
      "-- +goose Up\n-- +goose StatementBegin\ndo $$ begin null; end $$;\n-- +goose StatementEnd\n-- +goose Down\nselect 1;\n",
      "\n\ndo $$ begin null; end $$;",
    ],
    [
      "node-pg-migrate",
      "-- Up Migration\ncreate table t (a int);\n-- Down Migration\ndrop table t;\n",
      "\ncreate table t (a int);",
    ],
    ["none", "create table t (a int);\n-- down with it\n", "create table t (a int);\n-- down with it\n"],
  ];
  test.each(cases)("%s", (_tool, text, applied) => {
    expect(appliedText("m.sql", text)).toBe(applied);
  });

  test("a malformed marker is named with its line", () => {
    expect(() => appliedText("m.sql", "-- +goose Up\n-- +goose StatementBegin\nselect 1;\n")).toThrow(
      /^m\.sql:3: goose does not take/,
    );
  });
});
