import { expect, test } from "vitest";
import { tooDeepAt } from "../../../src/openapi/text/json-depth.ts";

test.each([
  ["a flat text", '{"a": [1, 2]}', 2, undefined],
  ["the first bracket too many", '{"a": [[1], 2]}', 2, 7],
  ["brackets in strings", '{"[[[": "\\"[[[{\\\\"}', 1, undefined],
  ["a string that ends with a backslash pair", '["\\\\", [1]]', 1, 7],
  ["a string without end", '["[[[', 1, undefined],
])("%s", (_name, text, limit, offset) => {
  expect(tooDeepAt(text, limit)).toBe(offset);
});
