import { expect, test } from "vitest";
import { commentSuppressions, readSuppression, sift } from "../../src/advice/index.ts";
import type { Finding } from "../../src/kit/index.ts";
import { table } from "./hand-made.ts";

const finding = (code: string, name: string): Finding => ({
  code,
  severity: "info",
  subject: { kind: "table", name },
  evidence: { schema: "public", table: "t" },
});

test.each([
  ["fk-unindexed orders.user_id: a reason", "fk-unindexed", "orders.user_id", "a reason"],
  ["* audit.*: with: colons", "*", "audit.*", "with: colons"],
  ["fk-unindexed items(a, b): two", "fk-unindexed", "items(a, b)", "two"],
])("%s", (text, code, subject, reason) => expect(readSuppression(text)).toEqual({ code, subject, reason, text }));

test.each(["", "fk-unindexed orders.user_id", "fk-unindexed orders.user_id:", "orders: x"])(
  "%j has no reason",
  (text) => expect(readSuppression(text)).toBeUndefined(),
);

test.each([
  ["a", "a", true],
  ["a", "ab", false],
  ["a*", "ab", true],
  ["*b", "ab", true],
  ["a*b*c", "a1b2c", true],
  ["a*b*c", "acb", false],
  ["a*a", "a", false],
  ["*", "anything", true],
])("%s of %s: %s", (subject, name, silenced) => {
  const suppression = { code: "*", subject, reason: "r", text: "" };
  expect(sift([finding("some-code", name)], [suppression]).kept).toHaveLength(silenced ? 0 : 1);
});

test("a comment silences on its own table only, and unused ones are said", () => {
  const comment = "Audit. backwright-disable some-code, other-code: kept for the auditors";
  const suppressions = commentSuppressions([table("t", [], { comment })]);
  const elsewhere = { ...finding("some-code", "u"), evidence: { schema: "public", table: "u" } };
  const { kept, suppressed, unused } = sift([finding("some-code", "t"), elsewhere], suppressions);
  expect(kept).toEqual([elsewhere]);
  expect(suppressed.map(({ reason }) => reason)).toEqual(["kept for the auditors"]);
  expect(unused).toHaveLength(1);
});
