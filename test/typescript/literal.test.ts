import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal, print, regularExpression, templateText } from "../../src/typescript/index.ts";

/** What JavaScript reads, as plain data of this realm. */
const read = (source: string): unknown => JSON.parse(JSON.stringify(runInNewContext(`(${source})`)));

describe("literal", () => {
  test("JavaScript reads back the value that was written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        expect(read(print(literal(plain)))).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  test.each(["\u2028", "\ud800", "`${x}`", "</script>", "\u202eabc", 'it\'s "quoted"', "😀", '\\"'])(
    "text with a trap survives: %j",
    (text) => expect(read(print(literal(text)))).toBe(text),
  );

  test("__proto__ is a key like any other", () => {
    const value = JSON.parse('{"__proto__": 1}');
    expect(print(literal(value))).toBe('{ ["__proto__"]: 1 }');
  });

  test("invisible and direction-changing characters are written as escapes", () => {
    expect(print(literal("a\u202eb\u200bc"))).toBe('"a\\u202eb\\u200bc"');
  });
});

describe("regularExpression", () => {
  test.each([
    ["^[a-z]+$", "/^[a-z]+$/u"],
    ["a/b", "/a\\/b/u"],
    ["^\\-$", "/^\\-$/"],
    ["", "/(?:)/u"],
    ["^a\\1$", 'new RegExp("^a\\\\1$")'],
  ])("%s", (pattern, expected) => expect(print(regularExpression(pattern) ?? literal(null))).toBe(expected));

  test("what no engine reads is undefined", () => {
    expect(regularExpression("(unclosed")).toBeUndefined();
  });
});

test("templateText cannot leave the template", () => {
  const text = "`; stop(); ${x} \\ \n";
  expect(read(`\`${print(templateText(text))}\``)).toBe(text);
});
