import { describe, expect, it } from "vitest";
import { sift, suppressionsOf } from "../../src/lint/index.ts";
import { splitStatements } from "../../src/sql/index.ts";
import { found } from "./support.ts";

function kept(sql: string) {
  const { statements } = splitStatements(sql, "postgresql");
  const loud = found(sql).filter(({ finding }) => finding.severity !== "info");
  const sifted = sift(
    loud,
    suppressionsOf(sql, statements),
    statements.map(({ line }) => line),
  );
  return {
    kept: sifted.kept.map(({ finding }) => finding.code),
    reasons: sifted.suppressed.map(({ by }) => by.reason),
    unused: sifted.unused.map(({ line }) => line),
  };
}

describe("a comment", () => {
  it.each([
    [
      "silences the next statement, with its reason",
      "-- backwright-disable-next-line drop-table: nobody reads it\n\n-- gone\ndrop table t;\ndrop table u;",
      { kept: ["drop-table"], reasons: ["nobody reads it"], unused: [] },
    ],
    [
      "silences several rules",
      "-- backwright-disable-next-line drop-table, drop-cascade: reason\ndrop table t cascade;",
      { kept: [], reasons: ["reason", "reason"], unused: [] },
    ],
    [
      "silences every rule where it names none",
      "/* backwright-disable-next-line */\ndrop table t cascade;",
      { kept: [], reasons: ["", ""], unused: [] },
    ],
    [
      "silences a line within a statement",
      "create table t (id int primary key,\n-- backwright-disable-next-line type-char: fixed width\nc char(3), d char(3)\n,e char(1));",
      { kept: ["type-char"], reasons: ["fixed width", "fixed width"], unused: [] },
    ],
    [
      "silences a file",
      "drop table t;\ndrop table u; -- backwright-disable-file drop-table: a copy",
      { kept: [], reasons: ["a copy", "a copy"], unused: [] },
    ],
    [
      "leaves other rules alone, and is said to be useless then",
      "-- backwright-disable-next-line drop-column: reason\ndrop table t;",
      { kept: ["drop-table"], reasons: [], unused: [1] },
    ],
    [
      "is none within a string",
      "select '\n-- backwright-disable-file drop-table: no\n';\ndrop table t;",
      { kept: ["drop-table"], reasons: [], unused: [] },
    ],
  ])("%s", (_, sql, expected) => {
    expect(kept(sql)).toEqual(expected);
  });
});
