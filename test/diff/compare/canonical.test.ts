import { describe, expect, test } from "vitest";
import { canonicalText } from "../../../src/diff/compare/canonical.ts";

describe("the same text for two ways to show one expression", () => {
  const cases: readonly (readonly [name: string, text: string, canonical: string])[] = [
    [
      "a cast of an array is an array of casts",
      "(status = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
      "(status = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))",
    ],
    ["a comma in a text parts nothing", "(ARRAY['a,b'::x, 'c'::x])::text[]", "ARRAY[('a,b'::x)::text, ('c'::x)::text]"],
    ["an array without a cast stays", "f((ARRAY[1, 2]))", "f((ARRAY[1, 2]))"],
    ["one that never closes stays", "(ARRAY['a", "(ARRAY['a"],
    ["what has none stays", "lower(email)", "lower(email)"],
  ];
  test.each(cases)("%s", (_name, text, canonical) => expect(canonicalText(text)).toBe(canonical));
});
