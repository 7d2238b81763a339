import { expect, test } from "vitest";
import { changesSince, memoryName, memoryOf, readMemory } from "../../src/advice/index.ts";
import type { Finding } from "../../src/kit/index.ts";

const finding = (code: string, name: string): Finding => ({
  code,
  severity: "warning",
  subject: { kind: "table", name },
  evidence: {},
});

test("the first analysis has nothing to compare with", () =>
  expect(changesSince(undefined, [finding("a", "x")])).toEqual({ since: null, gone: [], added: [] }));

test("says what is gone and what is new", () => {
  const before = memoryOf([finding("a", "x"), finding("a", "y")], "2024-01-15T10:00:00.000Z");
  expect(changesSince(before, [finding("a", "y"), finding("b", "y")])).toEqual({
    since: "2024-01-15T10:00:00.000Z",
    gone: [{ code: "a", subject: "x" }],
    added: [{ code: "b", subject: "y" }],
  });
});

test("a memory survives its file", () => {
  const memory = memoryOf([finding("a", "x")], "2024-01-15T10:00:00.000Z");
  expect(readMemory(JSON.stringify(memory))).toEqual(memory);
});

test.each(["", "{", "[]", "{}", '{"analyzedAt": 1}'])("a broken file is no memory: %s", (text) =>
  expect(readMemory(text)).toBeUndefined(),
);

test("one database, one name", () => {
  expect(memoryName("a")).toBe(memoryName("a"));
  expect(memoryName("a")).not.toBe(memoryName("b"));
  expect(memoryName("a")).toMatch(/^[0-9a-f]{32}\.json$/);
});
