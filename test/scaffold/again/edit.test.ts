import fc from "fast-check";
import { expect, test } from "vitest";
import { editBetween } from "../../../src/scaffold/again/edit.ts";

test("an edit is the stretch from the first to the last character that differs", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 40 });
  const long = fc.integer({ min: 0, max: 70_000 }).map((length) => "ab".repeat(length));
  fc.assert(
    fc.property(long, text, text, long, (before, gone, come, after) => {
      const [old, next] = [`${before}${gone}${after}`, `${before}${come}${after}`];
      const { start, oldEnd, nextEnd } = editBetween(old, next);
      expect(old.slice(0, start) === next.slice(0, start) && old.slice(oldEnd) === next.slice(nextEnd)).toBe(true);
      expect(start <= oldEnd && start <= nextEnd).toBe(true);
      if (oldEnd > start && nextEnd > start) {
        expect(old[start]).not.toBe(next[start]);
        expect(old[oldEnd - 1]).not.toBe(next[nextEnd - 1]);
      }
    }),
    { numRuns: 60 },
  );
});
