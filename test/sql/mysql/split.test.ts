import { describe, expect, test } from "vitest";
import { splitStatements } from "../../../src/sql/index.ts";

const split = (text: string) => splitStatements(text, "mysql");
const statementsOf = (text: string): readonly string[] => split(text).statements.map(({ sql }) => sql);

const CASES: readonly (readonly [name: string, text: string, statements: readonly string[]])[] = [
  [
    "a backslash escapes",
    String.raw`select 'a\';b'; select "c\";d"`,
    [String.raw`select 'a\';b'`, String.raw`select "c\";d"`],
  ],
  ["a doubled quote", `select 'a'';b'; select "c"";d"`, [`select 'a'';b'`, `select "c"";d"`]],
  ["backticks, where a backslash is a letter", "select `a\\`; select `b``;c`", ["select `a\\`", "select `b``;c`"]],
  ["# begins a comment anywhere", "select 1 #;\n; # select 2;\nselect 3", ["select 1", "select 3"]],
  ["two dashes need a space", "select 5--1; select 2 -- ;\n", ["select 5--1", "select 2"]],
  ["block comments do not nest", "/* a /* ; */ select 1; select 2", ["select 1", "select 2"]],
  ["a versioned comment is code", "/*!40101 SET NAMES utf8 */; select 1", ["/*!40101 SET NAMES utf8 */", "select 1"]],
  ["a name that begins with a digit", "select 1e from 2t; select 1.5e3", ["select 1e from 2t", "select 1.5e3"]],
  [
    "DELIMITER, in any case and with comments behind",
    "delimiter $$ -- from here\nselect 1; select 2$$\n  DELIMITER ;\nselect 3;",
    ["select 1; select 2", "select 3"],
  ],
  [
    "a delimiter in quotes",
    "DELIMITER //\nselect '//' as `//` /* // */ // select 2//",
    ["select '//' as `//`", "select 2"],
  ],
  ["a quoted delimiter", "DELIMITER '//'\nselect 1//", ["select 1"]],
  ["a delimiter like a pattern", "DELIMITER .*\nselect 1; .*\nselect 2.*", ["select 1;", "select 2"]],
  [
    "a dump's ;;",
    "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1; END */;;\nDELIMITER ;\nselect 2;",
    ["/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1; END */", "select 2"],
  ],
  [
    "a column called delimiter",
    "create table t (\n  delimiter varchar(1)\n); select 1",
    ["create table t (\n  delimiter varchar(1)\n)", "select 1"],
  ],
  [
    "blocks of every kind",
    "create procedure p(a int)\nl: begin\n if a then select 1; elseif b then select 2; end if;\n case a when 1 then select 1; else begin end; end case;\n w: while a do set a = 0; end while w;\n loop leave l; end loop;\n repeat set a = 1; until a end repeat;\nend l; select 9",
    [
      "create procedure p(a int)\nl: begin\n if a then select 1; elseif b then select 2; end if;\n case a when 1 then select 1; else begin end; end case;\n w: while a do set a = 0; end while w;\n loop leave l; end loop;\n repeat set a = 1; until a end repeat;\nend l",
      "select 9",
    ],
  ],
  [
    "a body of one IF",
    "create procedure p(a int) if a then select 1; select 2; end if; select 3",
    ["create procedure p(a int) if a then select 1; select 2; end if", "select 3"],
  ],
  [
    "a body of one WHILE in a trigger",
    "create trigger t after insert on a for each row while @i do set @i = 0; end while; select 3",
    ["create trigger t after insert on a for each row while @i do set @i = 0; end while", "select 3"],
  ],
  [
    "IF and REPEAT as functions",
    "create function f() returns text begin declare a text default if(1, 'b', 'c'); set a = repeat('x', 2); return if(a, 1, 2); end; select 2",
    [
      "create function f() returns text begin declare a text default if(1, 'b', 'c'); set a = repeat('x', 2); return if(a, 1, 2); end",
      "select 2",
    ],
  ],
  [
    "CASE as an expression and as a statement",
    "create function f(a int) returns int begin set @b = case when a then 1 end; case when a then set @c = case a when 1 then 2 end; end case; return 1; end; select 2",
    [
      "create function f(a int) returns int begin set @b = case when a then 1 end; case when a then set @c = case a when 1 then 2 end; end case; return 1; end",
      "select 2",
    ],
  ],
  [
    "a handler's block",
    "create procedure p() begin declare exit handler for sqlexception begin rollback; end; declare continue handler for not found begin end; select 1; end; select 2",
    [
      "create procedure p() begin declare exit handler for sqlexception begin rollback; end; declare continue handler for not found begin end; select 1; end",
      "select 2",
    ],
  ],
  [
    "an event",
    "create definer = `root`@`%` event e on schedule every 1 day do begin delete from a; delete from b; end; select 2",
    [
      "create definer = `root`@`%` event e on schedule every 1 day do begin delete from a; delete from b; end",
      "select 2",
    ],
  ],
  [
    "columns called begin and end",
    "create table t (begin int, end int); create trigger a before insert on t for each row begin set begin = end; update t set end = begin where begin < end; end; select begin, end from t",
    [
      "create table t (begin int, end int)",
      "create trigger a before insert on t for each row begin set begin = end; update t set end = begin where begin < end; end",
      "select begin, end from t",
    ],
  ],
  [
    "IF NOT EXISTS",
    "create procedure if not exists p() select 1; select 2",
    ["create procedure if not exists p() select 1", "select 2"],
  ],
  ["a transaction's BEGIN", "begin; select 1; commit;", ["begin", "select 1", "commit"]],
  [
    "BEGIN NOT ATOMIC",
    "begin not atomic select 1; select 2; end; select 3",
    ["begin not atomic select 1; select 2; end", "select 3"],
  ],
  [
    "a body in JavaScript",
    "create function f() returns int language javascript as $$ return 1; $$; select 2",
    ["create function f() returns int language javascript as $$ return 1; $$", "select 2"],
  ],
];

describe("splitStatements of MySQL", () => {
  test.each(CASES)("%s", (_, text, statements) => {
    expect(statementsOf(text)).toEqual(statements);
    expect(split(text).problems).toEqual([]);
    expect(split(text).pieces.join("")).toBe(text);
  });

  test.each([
    ["an open string", "select 1;\nselect 'a", [{ kind: "unterminated", line: 2, what: "'a" }]],
    ["an open comment", "select 1; /* a", [{ kind: "unterminated", line: 1, what: "/* a" }]],
    [
      "DELIMITER without one",
      "select 1;\nDELIMITER\nselect 2;",
      [{ kind: "client-command", line: 2, what: "DELIMITER" }],
    ],
  ])("names %s", (_, text, problems) => {
    expect(split(text).problems).toMatchObject(problems);
  });
});
