import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern, createSearch, type Pattern } from "../../../../src/load/scenario/pattern/index.ts";

const patternOf = (source: string, group: number | string = 0): Pattern => {
  const pattern = compilePattern(source, group);
  if ("problem" in pattern) throw new Error(`${source}: ${pattern.problem} at ${pattern.at}`);
  return pattern;
};
const found = (source: string, text: string, group: number | string = 0): string | undefined => {
  const result = createSearch(patternOf(source, group))(text);
  return typeof result === "object" ? result.found : result;
};

describe("what an expression finds", () => {
  it.each<readonly [string, string, number | string, string | undefined]>([
    ['name="token" value="([^"]+)"', '<input name="token" value="abc123">', 1, "abc123"],
    ["/orders/(\\d+)", "http://localhost/orders/42?x=1", 1, "42"],
    ["(?<id>\\d+)-(?<rest>\\w+)", "x 12-ab y", "rest", "ab"],
    ["a|ab", "ab", 0, "a"],
    ["ab|a", "ab", 0, "ab"],
    ["a*", "baaa", 0, ""],
    ["a+?", "baaa", 0, "a"],
    ["a{2,3}", "aaaa", 0, "aaa"],
    ["a{2,3}?", "aaaa", 0, "aa"],
    ["x{3}", "xx", 0, undefined],
    ["(a)?b", "b", 1, undefined],
    ["(a*)*b", "aab", 1, "aa"],
    ["^a$", "a", 0, "a"],
    ["^b", "ab", 0, undefined],
    ["\\bfoo\\b", "a foo.", 0, "foo"],
    ["\\bfoo\\b", "afoo", 0, undefined],
    ["\\Boo", "foo", 0, "oo"],
    ["[a-c\\d_-]+", "xx-b2_z", 0, "-b2_"],
    ["[^\\s]+", "  ab c", 0, "ab"],
    ["a.c", "a\nc abc", 0, "abc"],
    ["(?s)a.c", "a\nc abc", 0, "a\nc"],
    ["(?i)TOKEN=([a-f]+)", "token=ABcg", 1, "ABc"],
    ["\\x41\\u0042\\/", "AB/", 0, "AB/"],
    ["(?:ab)+c", "ababc", 0, "ababc"],
    ["a||b", "b", 0, ""],
    ["\\$\\{x\\}", "${x}", 0, "${x}"],
  ])("%s in %s", (source, text, group, expected) => {
    expect(found(source, text, group)).toBe(expected);
  });
});

describe("what is refused, with its place", () => {
  it.each([
    ["(?=a)", "lookarounds", 0],
    ["a(?<!b)", "lookarounds", 1],
    ["(a)\\1", "backreferences", 3],
    ["(a", "a ) is missing", 0],
    ["a)", "no ( before it", 1],
    ["[a", "a ] is missing", 0],
    ["[z-a]", "out of order", 1],
    ["*a", "nothing to repeat", 0],
    ["^*", "nothing to repeat", 0],
    ["a{3,1}", "out of order", 0],
    ["a{9999}", "more than 1000", 0],
    ["(a{1000}){1000}", "too large", 0],
    ["\\q", "not supported", 0],
    ["a\\", "ends in a backslash", 2],
    ["(".repeat(70), "deeper than 64", 64],
  ])("%s", (source, problem, at) => {
    expect(compilePattern(source, 0)).toMatchObject({ problem: expect.stringContaining(problem), at });
  });

  it("a group that is not there", () => {
    expect(compilePattern("a(b)", 2)).toMatchObject({ problem: "it has no group 2" });
    expect(compilePattern("a(b)", "id")).toMatchObject({ problem: "it has no group id" });
  });
});

describe("what a hostile answer cannot do", () => {
  // Each of these takes a backtracking engine longer than anybody waits.
  it.each([
    ["(a+)+$", "a".repeat(5_000) + "!"],
    ["(a|aa)+$", "a".repeat(5_000) + "!"],
    ["(.*)(.*)(.*)x", "y".repeat(5_000)],
    ["(\\w+\\s?)*!", "ab ".repeat(2_000)],
  ])("%s ends", (source, text) => {
    expect(found(source, text)).toBeUndefined();
  });

  it("a text that would take too many steps is given up", () => {
    expect(found("(?:a?){200}b", "a".repeat(200_000))).toBe("given-up");
  });
});

describe("agreement with the engine of the language", () => {
  const atom = fc.constantFrom("a", "b", "ab", ".", "[ab]", "[^a]", "\\d", "(a|b)", "(?:ab|b)", "(b)");
  const quantified = fc
    .tuple(atom, fc.constantFrom("", "*", "+", "?", "{1,2}", "*?", "+?", "{2}"))
    .map((parts) => parts.join(""));
  const expression = fc.array(quantified, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", "\n"), maxLength: 12 });

  it("finds the same match", () => {
    fc.assert(
      fc.property(expression, text, fc.boolean(), (source, subject, isAnchored) => {
        const whole = isAnchored ? `^(?:${source})$` : source;
        expect(found(whole, subject)).toBe(new RegExp(whole).exec(subject)?.[0]);
      }),
      { numRuns: 500 },
    );
  });
});
