import { expect, test } from "vitest";
import { placeFinder, unitsOf } from "../../src/sql/index.ts";

test.each([
  ["", 0, 1, 1],
  ["abc", 2, 1, 3],
  ["a\nbc", 1, 1, 2],
  ["a\nbc", 2, 2, 1],
  ["a\r\nbc", 4, 2, 2],
  ["a\rb", 2, 2, 1],
  ["a\n\n", 3, 3, 1],
  ["😀a", 2, 1, 3],
])("%j at %i is line %i, column %i", (text, offset, line, column) => {
  expect(placeFinder(text)(offset)).toEqual({ offset, line, column });
});

test.each([
  ["abc", 2, 2],
  ["😀ab", 2, 3],
  ["é", 1, 1],
  ["ab", 9, 2],
])("%j: %i characters are %i units", (text, characters, units) => {
  expect(unitsOf(text, characters)).toBe(units);
});
