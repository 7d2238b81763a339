import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

// The templates are a program of their own, with their own compiler settings: the types stop here.
const template = "../../templates/scaffold/common/middleware/runtime/patterns.ts";
const { matches } = (await import(template)) as {
  matches(pattern: RegExp, text: string, quickLength: number): boolean;
};

/** Tries twice as many ways for each letter more. */
const HOSTILE = /^(a+)+$/;
const text = (letters: number): string => `${"a".repeat(letters)}!`;

// The budget is renewed when other requests have had their turn.
beforeEach(() => new Promise<void>((resolve) => setImmediate(resolve)));
afterEach(() => vi.restoreAllMocks());

describe("patterns that may try very many ways", () => {
  test("what is quick is answered", () => {
    expect([matches(HOSTILE, "aaaa", 0), matches(HOSTILE, "aab", 0), matches(HOSTILE, "aab", 8)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("what would take for ever is refused, and so is the next one until others had their turn", async () => {
    const refusal = expect.objectContaining({ status: 400 });
    expect(() => matches(HOSTILE, text(60), 0)).toThrow(refusal);
    expect(() => matches(HOSTILE, "aaaa", 0)).toThrow(refusal);
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(matches(HOSTILE, "aaaa", 0)).toBe(true);
  });

  test("a text has its time of the processor, not of the clock on the wall", () => {
    vi.spyOn(process, "cpuUsage").mockReturnValue({ user: 0, system: 0 });
    expect(matches(HOSTILE, text(26), 0)).toBe(false);
  });
});
