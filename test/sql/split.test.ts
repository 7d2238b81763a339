import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { splitStatements } from "../../src/sql/index.ts";

const statementsOf = (text: string): readonly string[] =>
  splitStatements(text, "postgresql").statements.map((statement) => statement.sql);

const CASES: readonly (readonly [name: string, text: string, statements: readonly string[]])[] = [
  ["nothing", "", []],
  ["only comments and semicolons", "-- a\n;; /* b; */ ;", []],
  ["two on a line", "select 1; select 2", ["select 1", "select 2"]],
  ["no space behind the semicolon", "select 1;select 2;", ["select 1", "select 2"]],
  ["a doubled quote", "select 'it''s;'; select 2", ["select 'it''s;'", "select 2"]],
  ["a backslash in a plain string is a character", "select 'a\\'; select 2", ["select 'a\\'", "select 2"]],
  ["a backslash in E'' escapes", "select E'a\\';b'; select 2", ["select E'a\\';b'", "select 2"]],
  ["e'' in lower case", "select e'\\';'; select 2", ["select e'\\';'", "select 2"]],
  ["a name that ends in e is no prefix", "select xe'\\'; select 2", ["select xe'\\'", "select 2"]],
  [
    "E'' goes on in the next line's segment",
    "select E'a'\n  'b\\';c'; select 2",
    ["select E'a'\n  'b\\';c'", "select 2"],
  ],
  ["E'' goes on over a comment", "select E'a' -- x\n'\\';'; select 2", ["select E'a' -- x\n'\\';'", "select 2"]],
  ["E'' ends where the next one is on the same line", "select E'a' '\\'; select 2", ["select E'a' '\\'", "select 2"]],
  [
    "U&'' and U&\"\"",
    "select U&'\\0061;' as U&\"d;\\0061\"; select 2",
    ["select U&'\\0061;' as U&\"d;\\0061\"", "select 2"],
  ],
  ["bit strings", "select B'01', x'ff'; select 2", ["select B'01', x'ff'", "select 2"]],
  ["a quoted name", 'select 1 as "a"";b"; select 2', ['select 1 as "a"";b"', "select 2"]],
  ["dollar quotes", "do $$ begin; end $$; select 2", ["do $$ begin; end $$", "select 2"]],
  [
    "tagged dollar quotes in dollar quotes",
    "do $a$ $$;$$ $b$;$b$ $a$; select 2",
    ["do $a$ $$;$$ $b$;$b$ $a$", "select 2"],
  ],
  ["a tag with other letters", "select $größe$;$größe$; select 2", ["select $größe$;$größe$", "select 2"]],
  ["a dollar inside a name opens nothing", "select a$b$; select c$b$", ["select a$b$", "select c$b$"]],
  ["a parameter is no dollar quote", "select $1; select $2", ["select $1", "select $2"]],
  ["nested block comments", "/* a /* ; */ ; */ select 1; select 2", ["select 1", "select 2"]],
  ["a comment inside a statement stays", "select 1 -- one;\n + 2; select 3", ["select 1 -- one;\n + 2", "select 3"]],
  [
    "an operator ends where a comment begins",
    "select 1 +-- ;\n 2; select 3 */* ; */ 4",
    ["select 1 +-- ;\n 2", "select 3 */* ; */ 4"],
  ],
  ["a quote in a comment opens nothing", "-- it's\nselect 1; /* \" */ select 2", ["select 1", "select 2"]],
  [
    "semicolons in brackets",
    "create rule r as on insert to t do (select 1; select 2); select 3",
    ["create rule r as on insert to t do (select 1; select 2)", "select 3"],
  ],
  [
    "BEGIN ATOMIC",
    "create function f() returns int begin atomic select 1; select 2; end; select 3",
    ["create function f() returns int begin atomic select 1; select 2; end", "select 3"],
  ],
  [
    "CASE … END inside BEGIN ATOMIC",
    "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END; select 3",
    ["CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END", "select 3"],
  ],
  [
    "a column called end inside BEGIN ATOMIC",
    'create function f() returns int begin atomic select 1 as end, t.end, "end" from t; end; select 3',
    ['create function f() returns int begin atomic select 1 as end, t.end, "end" from t; end', "select 3"],
  ],
  [
    "BEGIN alone opens no block",
    "begin; select case when true then 1 end; commit",
    ["begin", "select case when true then 1 end", "commit"],
  ],
  [
    "a function with a string body",
    "create function f() returns int as 'select 1;' language sql; select 2",
    ["create function f() returns int as 'select 1;' language sql", "select 2"],
  ],
  ["CRLF", "select 1;\r\nselect\r\n2;\r\n", ["select 1", "select\r\n2"]],
  [
    "casts, slices and assignment marks",
    "select a[1:2]::int; call p(x := 1)",
    ["select a[1:2]::int", "call p(x := 1)"],
  ],
  ["a trailing comment belongs to nothing", "select 1 -- end", ["select 1"]],
  ["an open bracket keeps the rest", "select (1; select 2", ["select (1; select 2"]],
];

describe("splitStatements", () => {
  test.each(CASES)("%s", (_, text, statements) => {
    const split = splitStatements(text, "postgresql");
    expect(split.statements.map((statement) => statement.sql)).toEqual(statements);
    expect(split.pieces.join("")).toBe(text);
    expect(split.problems).toEqual([]);
  });

  test("says where each statement begins", () => {
    const { statements } = splitStatements("-- one\n  select 1;\r\n\r\nselect 2; select 3", "postgresql");
    expect(statements.map(({ number, line, column, offset }) => [number, line, column, offset])).toEqual([
      [1, 2, 3, 9],
      [2, 4, 1, 22],
      [3, 4, 11, 32],
    ]);
  });

  test.each([
    ["\\set x 1\nselect 1;", "psql-command", "\\set", 1, 1],
    ["select 1;\n  \\copy t from 'f'\nselect 2;", "psql-command", "\\copy", 2, 3],
    ["select 1 \\gset\nselect 2;", "psql-command", "\\gset", 1, 10],
    ["select 1;\ncopy t (a) from stdin;\n1;'\n\\.\nselect 2;", "copy-data", "COPY over standard input or output", 2, 1],
    ["copy t to stdout", "copy-data", "COPY over standard input or output", 1, 1],
    ["select 1;\nselect 'open; -- it", "unterminated", "'open; -- it", 2, 8],
    ["do $a$ begin $$", "unterminated", "$a$ begin $$", 1, 4],
    ["/* /* */ select", "unterminated", "/* /* */ select", 1, 1],
    ['select "a', "unterminated", '"a', 1, 8],
  ])("reports what no server runs: %j", (text, kind, what, line, column) => {
    const split = splitStatements(text, "postgresql");
    expect(split.problems).toMatchObject([{ kind, what, line, column }]);
    expect(split.pieces.join("")).toBe(text);
  });

  test("goes on behind psql commands and COPY data", () => {
    expect(statementsOf("\\i a.sql\nselect 1;\ncopy t from stdin;\nx;'y\n\\.\nselect 2;")).toEqual([
      "select 1",
      "copy t from stdin",
      "select 2",
    ]);
  });

  test("reads a copy from a file as an ordinary statement", () => {
    const split = splitStatements("copy t from '/tmp/from stdin'; select 1", "postgresql");
    expect(split.problems).toEqual([]);
    expect(split.statements).toHaveLength(2);
  });
});

const CHARACTERS = "a b e E U & x B ' \" $ \\ ; ( ) - / * + \t \n \r 1 . : , _ é 😀".split(" ");
const WORDS = ["$$", "$a$", "--", "/*", "*/", "''", "begin atomic ", "create function f() ", "case ", "end ", "as "];
const FRAGMENTS = [...CHARACTERS, ...WORDS, " ", "copy t from stdin;\n", "\\.\n", "\\set ", "E'", "U&'", "select "];

describe("laws of splitting", () => {
  const text = array(constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(""));
  const lawful = (law: (sql: string) => void): void => assert(property(text, law), { numRuns: 2_000 });

  test("the pieces are the text", () => {
    lawful((sql) => {
      expect(splitStatements(sql, "postgresql").pieces.join("")).toBe(sql);
    });
  });

  test("a statement stands in the text where it says", () => {
    lawful((sql) => {
      for (const { offset, sql: part } of splitStatements(sql, "postgresql").statements)
        expect(sql.slice(offset, offset + part.length)).toBe(part);
    });
  });

  test("a statement split again is itself", () => {
    lawful((sql) => {
      const split = splitStatements(sql, "postgresql");
      if (split.problems.length > 0) return;
      for (const statement of split.statements) expect(statementsOf(statement.sql)).toEqual([statement.sql]);
    });
  });
});
