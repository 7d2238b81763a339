import { describe, expect, test } from "vitest";
import { fileOf } from "./support.ts";

const ID = "20240115_a";
const problems = (text: string | Uint8Array) =>
  fileOf(ID, text).problems.map(({ code, subject, evidence }) => [
    code,
    subject.line,
    evidence["what"] ?? evidence["tool"],
  ]);

describe("readMigration", () => {
  test.each<[string, string, readonly (readonly unknown[])[]]>([
    [
      "psql commands that it cannot carry out",
      "select 1;\n\\copy t from 'f'\n\\! ls\nselect 2 \\gexec\n",
      [
        ["migration-psql-command", 2, "\\copy"],
        ["migration-psql-command", 3, "\\!"],
        ["migration-psql-command", 4, "\\gexec"],
      ],
    ],
    [
      "COPY to standard output",
      "select 1;\ncopy t to stdout;\n",
      [["migration-copy-data", 2, "COPY over standard input or output"]],
    ],
    ["COPY without data", "copy t from stdin", [["migration-copy-data", 1, "COPY over standard input or output"]]],
    ["an open quote", "select 1;\nselect 'a;\n", [["migration-unterminated", 2, "'a;\n"]]],
    ["COMMIT in the middle", "select 1;\ncommit;\nselect 2;", [["migration-transaction-control", 2, "COMMIT"]]],
    ["BEGIN without COMMIT", "begin;\nselect 1;", [["migration-transaction-control", 1, "BEGIN"]]],
    [
      "two transactions",
      "begin; select 1; commit;\nbegin; select 2; commit;",
      [
        ["migration-transaction-control", 1, "BEGIN"],
        ["migration-transaction-control", 1, "COMMIT"],
        ["migration-transaction-control", 2, "BEGIN"],
        ["migration-transaction-control", 2, "COMMIT"],
      ],
    ],
    [
      "a transaction with an isolation level",
      "begin isolation level serializable;\nselect 1;\ncommit;",
      [
        ["migration-transaction-control", 1, "BEGIN"],
        ["migration-transaction-control", 3, "COMMIT"],
      ],
    ],
    [
      "a concurrent index without a name",
      "create index concurrently on t (a);",
      [["migration-index-unnamed", 1, "CREATE INDEX CONCURRENTLY"]],
    ],
    ["other string rules", "set standard_conforming_strings = off;", [["migration-string-rules", 1, ""]]],
    ["nothing", "", [["migration-empty", undefined, undefined]]],
    ["only comments", "-- todo\n;;", [["migration-empty", undefined, undefined]]],
    ["sql-migrate", "-- +migrate Up\nselect 1;", [["migration-foreign-format", 1, "sql-migrate"]]],
    ["Liquibase", "\n-- liquibase formatted sql\nselect 1;", [["migration-foreign-format", 2, "Liquibase"]]],
    ["a NUL", "select 1;\nselect '\0';", [["migration-not-utf8", 2, undefined]]],
  ])("refuses %s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test.each([
    ["plain", "create table t (a int);", "whole", 1],
    ["a byte order mark", "\uFEFFcreate table t (a int);", "whole", 1],
    ["CRLF", "create table t (a int);\r\n-- end\r\n", "whole", 1],
    ["one transaction around all", "BEGIN;\nselect 1;\nselect 2;\nCOMMIT;", "whole", 2],
    ["a concurrent index alone", "-- why\ncreate index concurrently i on t (a);", "stepwise", 1],
    ["a concurrent index among others", "select 1;\ncreate index concurrently i on t (a);", "stepwise", 2],
    ["vacuum alone", "vacuum full t", "stepwise", 1],
    ["string rules on", "set standard_conforming_strings = on; select 1", "whole", 2],
    ["words that look like marks", "select '-- migrate:up'; -- migrated up", "whole", 1],
  ])("takes %s", (_, text, kind, statements) => {
    const file = fileOf(ID, text);
    expect(file.problems).toEqual([]);
    expect(file.up.mode).toBe(kind);
    expect(file.up.steps).toHaveLength(statements);
  });

  test("refuses another encoding, with its line", () => {
    expect(problems(Buffer.from("select 1;\nselect 'größe';", "latin1"))).toEqual([
      ["migration-not-utf8", 2, undefined],
    ]);
    expect(problems(Buffer.from("\uFEFFselect 1", "utf16le"))).toEqual([["migration-not-utf8", 1, undefined]]);
  });

  test("comments and spaces keep the checksum, literals do not", () => {
    const one = fileOf(ID, "select 'a' -- x\n;");
    expect(fileOf(ID, "\uFEFF/* y */ SELECT\r\n'a'").checksum).toBe(one.checksum);
    expect(fileOf(ID, "select 'b'").checksum).not.toBe(one.checksum);
    expect(fileOf(ID, "select 'a'").rawChecksum).not.toBe(one.rawChecksum);
  });
});
