import { describe, expect, test } from "vitest";
import { costOf } from "../../../../src/scaffold/validators/patterns/index.ts";

describe("a pattern with one way through every text is linear", () => {
  test.each([
    "^[A-Z]{3}-[0-9]{4}$",
    "^[a-z0-9]+(-[a-z0-9]+)*$",
    "^\\d+(\\.\\d+)?$",
    "^[^@]+@[^@]+$",
    "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$",
    "^#?([a-f0-9]{6}|[a-f0-9]{3})$",
    "^(foo|for)$",
    "^(?<year>\\d{4})-\\d\\d$",
    "^\\p{L}+$",
    "^(?=.*[A-Z])(?=.*\\d)(?!.*\\s).{8,}$",
    "^a{1,64}$",
    "^.*$",
    "[a-z]+",
    "[0-9]{4}",
    "",
  ])("%s", (pattern) => expect(costOf(pattern)).toEqual({ kind: "linear" }));
});

describe("a pattern with more and more ways is bounded to short texts", () => {
  test.each([
    ["^(a+)+$", 20],
    ["^(a*)*$", 20],
    ["^(a|a)*$", 20],
    ["^(a|a|a|a)*b$", 10],
    ["^(\\w+\\s?)*$", 20],
    ["(x+x+)+y", 20],
    ["^(a{1,3}){1,40}$", 20],
    ["[a-z]+$", 256],
    ["\\s+$", 256],
    ["^(?:a|b?)+(?:b|a?)+$", 256],
    ["^(a\\d?)*(a\\w?)*$", 60],
  ])("%s", (pattern, most) => {
    const cost = costOf(pattern);
    expect(cost).toMatchObject({ kind: "bounded" });
    expect(cost.kind === "bounded" && cost.quickLength <= most).toBe(true);
  });

  test.each(["^(a)\\1$", "^((?=a)b)*$", "(?<=a)b+c", "a".repeat(3_000), `^${"(a|b)".repeat(400)}$`])(
    "nothing is known to be quick of %.20s",
    (pattern) => expect(costOf(pattern)).toEqual({ kind: "bounded", quickLength: 0 }),
  );
});
