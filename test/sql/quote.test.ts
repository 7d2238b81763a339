import { assert, property, string } from "fast-check";
import { loadModule, parseSync } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { quoteIdentifier, quoteLiteral, quoteName, readName } from "../../src/sql/index.ts";

describe("quoteIdentifier", () => {
  test.each([
    ["orders", "orders"],
    ["_a1", "_a1"],
    ["Orders", '"Orders"'],
    ["order", '"order"'],
    ["user", '"user"'],
    ["between", '"between"'],
    ["json", '"json"'],
    ["name", "name"],
    ["1st", '"1st"'],
    ["a b", '"a b"'],
    ['a"b', '"a""b"'],
    ["a;drop table t", '"a;drop table t"'],
    ["größe", '"größe"'],
    ["a$b", '"a$b"'],
  ])("%s", (name, quoted) => {
    expect(quoteIdentifier(name, "postgresql")).toBe(quoted);
  });

  test.each(["", "a\0b", "a".repeat(64), "é".repeat(32)])("refuses %j", (name) => {
    expect(() => quoteIdentifier(name, "postgresql")).toThrow(expect.objectContaining({ code: "sql-name-unusable" }));
  });

  test("quotes schema and name apart", () => {
    expect(quoteName({ schema: "App", name: "user" }, "postgresql")).toBe('"App"."user"');
    expect(quoteName({ schema: undefined, name: "t" }, "postgresql")).toBe("t");
  });
});

describe("quoteLiteral", () => {
  test.each([
    ["", "''"],
    ["it's", "'it''s'"],
    ["a\\b", "E'a\\\\b'"],
    ["\\'; drop table t; --", "E'\\\\''; drop table t; --'"],
  ])("%j", (text, quoted) => {
    expect(quoteLiteral(text, "postgresql")).toBe(quoted);
  });

  test("refuses a NUL", () => {
    expect(() => quoteLiteral("\0", "postgresql")).toThrow(expect.objectContaining({ code: "sql-name-unusable" }));
  });
});

describe("readName", () => {
  test.each([
    ["t", { schema: undefined, name: "t" }],
    ["App.T", { schema: "app", name: "t" }],
    ['"App"."My ""T"""', { schema: "App", name: 'My "T"' }],
  ])("%s", (text, name) => {
    expect(readName(text)).toEqual(name);
  });

  test.each(["", "a.b.c", "a.", ".a", "a b", "a;b", "'a'", '"a', 'U&"a"', "a--"])("refuses %j", (text) => {
    expect(readName(text)).toBeUndefined();
  });
});

describe("PostgreSQL's own parser reads back what was quoted", () => {
  beforeAll(loadModule);
  const text = string({ unit: "binary", maxLength: 15 }).filter((value) => !value.includes("\0"));

  test("literals", () => {
    assert(
      property(text, (value) => {
        const tree = JSON.stringify(parseSync(`select ${quoteLiteral(value, "postgresql")}`));
        expect(tree).toContain(`"sval":{"sval":${JSON.stringify(value)}}`);
      }),
      { numRuns: 500 },
    );
  });

  test("names, as a column, a table and a function", () => {
    const name = text.filter((value) => value !== "" && Buffer.byteLength(value) <= 63);
    assert(
      property(name, (value) => {
        const quoted = quoteIdentifier(value, "postgresql");
        const tree = JSON.stringify(parseSync(`select ${quoted}(${quoted}) from ${quoted} as ${quoted}`));
        expect(tree.split(`"sval":${JSON.stringify(value)}`)).toHaveLength(3);
        expect(tree).toContain(`"relname":${JSON.stringify(value)}`);
        expect(tree).toContain(`"aliasname":${JSON.stringify(value)}`);
      }),
      { numRuns: 500 },
    );
  });
});
