import { describe, expect, test } from "vitest";
import { normalizedTokens, splitStatements } from "../../src/sql/index.ts";

const normal = (sql: string): string => normalizedTokens(splitStatements(sql, "postgresql"));

describe("normalizedTokens", () => {
  test.each([
    ["white space", "select 1", "select\n\t1"],
    ["comments", "select 1", "/* a */ select -- b\n 1 /* c */"],
    ["the case of words", "SELECT Id FROM T", "select id from t"],
    ["the last semicolon", "select 1", "select 1;"],
    ["empty statements", "select 1; select 2", ";select 1;;; select 2;"],
    ["line ends", "select 'a\nb', $$c\nd$$", "select 'a\r\nb', $$c\r\nd$$"],
  ])("%s does not count", (_, one, other) => {
    expect(normal(one)).toBe(normal(other));
  });

  test.each([
    ["a literal", "select 'a'", "select 'A'"],
    ["spaces in a literal", "select 'a b'", "select 'a  b'"],
    ["a comment in a function's body", "do $$ begin end $$", "do $$ begin /**/ end $$"],
    ["a quoted name", 'select "a"', 'select "A"'],
    ["quotes around a name", 'select "a"', "select a"],
    ["an operator", "select 1 <= 2", "select 1 < = 2"],
    ["a cast", "select a::int", "select a: :int"],
    ["the order", "select 1; select 2", "select 2; select 1"],
    ["where a statement ends", "select 1; select 2", "select 1 select 2"],
    ["a number", "select 1", "select 1.0"],
    ["letters beyond ASCII", "select É", "select é"],
  ])("%s counts", (_, one, other) => {
    expect(normal(one)).not.toBe(normal(other));
  });
});
