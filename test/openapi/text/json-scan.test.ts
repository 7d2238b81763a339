import fc from "fast-check";
import { expect, test } from "vitest";
import { scanJson } from "../../../src/openapi/text/json-scan.ts";
import { wantedTree } from "../../../src/openapi/text/wanted.ts";

/** The offset where the scan gives up; undefined when it takes the text. */
function failsAt(text: string): number | undefined {
  let at: number | undefined;
  const fail = (offset: number): never => {
    at = offset;
    throw new Error("stop");
  };
  try {
    scanJson({ text, at: 0, fail }, wantedTree([]));
  } catch (error) {
    if (at === undefined) throw error;
  }
  return at;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ["", 0],
  ["{", 1],
  ['{"a"}', 4],
  ['{"a":}', 5],
  ['{"a":1,}', 7],
  ["[1,]", 3],
  ["[1 2]", 3],
  ['{"a":01}', 6],
  ['"a\n"', 0],
  ["tru", 0],
  ["{} x", 3],
  ["{a:1}", 1],
  ['{"a":"\\x"}', 5],
])("%j stops being JSON at %i", (text, offset) => {
  expect(failsAt(text)).toBe(offset);
});

test("takes exactly the texts that JSON.parse takes", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    '"\\u0041"',
    "1",
    "-0.5e3",
    "true",
    "null",
    " ",
    "\n",
    '"',
    "x",
  );
  const texts = fc.oneof(
    fc.json(),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(failsAt(text) === undefined).toBe(parses(text));
    }),
    { numRuns: 2_000 },
  );
});
