import { expect, test } from "vitest";
import { textsForPattern } from "../../../../src/openapi/sample/pattern/index.ts";

const PATTERNS = [
  "^[a-z0-9]+(?:-[a-z0-9]+)*$",
  "^#(?:[0-9a-fA-F]{3}){1,2}$",
  "^\\+?[1-9]\\d{1,14}$",
  "^v\\d+(\\.\\d+){0,2}$",
  "^[^\\s/:]+$",
  "^(?<year>\\d{4})-(?<month>0[1-9]|1[0-2])$",
  "^arn:aws:iam::\\d{12}:role\\/[\\w+=,.@-]+$",
  "^(?!_)[a-zA-Z_]\\w*$",
  "^$|^\\S{3}$",
  "^(['\"])x\\1$",
  "^\\x41\\u0042\\u{43}$",
  "[[\\]\\-]",
  "^a{0}b{2,}c?$",
  "^[\\p{L}\\d_.-]{1,64}$",
  "\\bword\\b",
];

test.each(PATTERNS)("a match is among the texts for %s", (pattern) => {
  const expression = new RegExp(pattern, "u");
  const texts = [...textsForPattern(pattern, { variant: 0, minLength: 0, maxLength: 200 })];
  expect(texts.filter((text) => expression.test(text))).not.toEqual([]);
});

test("the plainest match comes first, the same one every time", () => {
  const first = (): string | undefined =>
    [...textsForPattern("^[A-Z]{3}-\\d{4}$", { variant: 0, minLength: 0, maxLength: 99 })][0];
  expect([first(), first()]).toEqual(["AAA-1111", "AAA-1111"]);
});

test("a hostile number of repetitions stays short", () => {
  const [text = ""] = textsForPattern("^(a{9999}){9999}$", { variant: 0, minLength: 0, maxLength: Infinity });
  expect(text.length).toBeLessThanOrEqual(4_096 * 2);
});

test.each(["[", "(", "a{2", "\\", "(?<", "[a-", "(?=", "|", "*"])(
  "the broken pattern %s is read without harm",
  (pattern) => {
    expect(() => [...textsForPattern(pattern, { variant: 0, minLength: 0, maxLength: 10 })]).not.toThrow();
  },
);
