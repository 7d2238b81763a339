import { describe, expect, test } from "vitest";
import { splitByDelimiter, splitStatements } from "../../../src/sql/index.ts";

const split = (text: string) => splitStatements(text, "generic");

const CASES: readonly (readonly [name: string, text: string, statements: readonly string[]])[] = [
  ["names in brackets", "select [a;b], [c]];d]; select 2", ["select [a;b], [c]];d]", "select 2"]],
  ["an array's index", "select a[1], b[i], '{}'::int[]; select 2", ["select a[1], b[i], '{}'::int[]", "select 2"]],
  ["backticks and double quotes", 'select `a;b`, "c;d"; select 2', ['select `a;b`, "c;d"', "select 2"]],
  ["a backslash is a letter", "select 'a\\'; select 2", ["select 'a\\'", "select 2"]],
  ["dollar quotes in dollar quotes", "do $a$ $b$;$b$ $$;$$ $a$; select 2", ["do $a$ $b$;$b$ $$;$$ $a$", "select 2"]],
  [
    "# as a comment, an operator and a table",
    "# a;\nselect a #> b; select * from #t; select 1 # c;\n",
    ["select a #> b", "select * from #t", "select 1"],
  ],
  [
    "semicolons in brackets",
    "create rule r as on insert to t do (select 1; select 2); select 3",
    ["create rule r as on insert to t do (select 1; select 2)", "select 3"],
  ],
  [
    "GO",
    "create procedure p as select 1; select 2\nGO\nselect 3;\ngo\n",
    ["create procedure p as select 1; select 2", "select 3;"],
  ],
  ["GO in a string and a comment", "select '\nGO\n'; /*\nGO\n*/ select 2", ["select '\nGO\n'", "select 2"]],
  ["GO as a name", "select go from t; select 2 go", ["select go from t", "select 2 go"]],
  [
    "IF without END IF",
    "create procedure p as begin if @a = 1 begin select 1; end else begin select 2; end\nif @b = 2 select 3; end; select 4",
    [
      "create procedure p as begin if @a = 1 begin select 1; end else begin select 2; end\nif @b = 2 select 3; end",
      "select 4",
    ],
  ],
  [
    "BEGIN TRY and BEGIN TRAN",
    "create proc p as begin begin try begin tran; select 1; commit; end try begin catch rollback; end catch end; select 2",
    [
      "create proc p as begin begin try begin tran; select 1; commit; end try begin catch rollback; end catch end",
      "select 2",
    ],
  ],
  [
    "BEGIN ATOMIC",
    "create function f() returns int begin atomic select 1; select case when true then 2 end; end; select 3",
    ["create function f() returns int begin atomic select 1; select case when true then 2 end; end", "select 3"],
  ],
  ["DELIMITER", "delimiter //\nselect 1; select 2//\ndelimiter ;\nselect 3;", ["select 1; select 2", "select 3"]],
];

describe("splitStatements of nobody's server", () => {
  test.each(CASES)("%s", (_, text, statements) => {
    expect(split(text).statements.map(({ sql }) => sql)).toEqual(statements);
    expect(split(text).problems).toEqual([]);
    expect(split(text).pieces.join("")).toBe(text);
  });

  test("names a batch that only a client repeats", () => {
    expect(split("select 1\nGO 5\n").problems).toMatchObject([{ kind: "client-command", line: 2, what: "GO 5" }]);
  });
});

describe("splitByDelimiter", () => {
  test.each<[string, string, string, readonly string[]]>([
    ["a line end, also of Windows", "select 1;\r\nGO\r\nselect 2", "\nGO", ["select 1;", "select 2"]],
    ["a comment as a delimiter", "select 1;\n-- end\nselect 2;", "-- end", ["select 1;", "select 2;"]],
    ["not in quotes", "select $$ // $$ // select '//'", "//", ["select $$ // $$", "select '//'"]],
    ["none", "select 1; select 2", "", ["select 1; select 2"]],
  ])("%s", (_, text, delimiter, statements) => {
    expect(splitByDelimiter(text, "postgresql", delimiter).statements.map(({ sql }) => sql)).toEqual(statements);
  });
});
