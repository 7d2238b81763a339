import { expect, test } from "vitest";
import { paint } from "../../../src/kit/index.ts";
import { tuneHtml, tuneText } from "../../../src/report/tune/index.ts";
import { HOSTILE } from "../advice/sample.ts";
import { suggestion, VIEW } from "./sample.ts";

test("the text claims what the intervals carry, and says what was done", () => {
  const text = tuneText(VIEW, { columns: 100, paint: paint(false) });
  for (const line of [
    "POST /orders: 21.0 statements, 12.3 ms, 48.6% in the database, writes data, 1 requests failed",
    "on: POST /orders",
    "100 -> 300 requests/s: 200 % more (150 % to 260 %)",
    "p50 20.0 -> 2.00 ms: 90 % less time (80 % to 95 %)",
    "p95 30.0 -> 29.0 ms: no difference shown (-12.0 % to +4.0 %)",
    "p99 40.0 -> - ms: too few requests to compare",
    "Applied. Undo it: backwright db rollback migrations/1_add_indexes.sql",
    "The load writes data: POST /orders.",
    "3 statements began between requests and belong to no route.",
  ])
    expect(text).toContain(line);
  expect(text).not.toContain("\u001b");
});

test("the page holds no markup and no escape of strangers, and nothing from elsewhere", () => {
  const html = tuneHtml(VIEW);
  expect(html).toContain("shop &lt;b&gt;");
  expect(html).toContain("select &#39;&lt;i&gt;&#39;");
  expect(html).not.toMatch(/<script|<b>|\u001b|src=|href=/);
  expect(html).toContain('class="faster"');
});

test.each([
  ["failed", "The migration failed: lock. What was done before that stays; undo it: backwright db rollback x"],
  ["refused-by-lint", "Not applied: lint has found an error"],
  ["declined", "Not applied: the answer was no."],
  ["on-copy", "your database was not touched"],
  ["not-asked", "Apply the migration and measure again: --apply"],
] as const)("%s is said", (state, words) => {
  const applied = { state, message: "lock", rollback: "backwright db rollback x" };
  expect(tuneText({ ...VIEW, applied }, { columns: 100, paint: paint(false) })).toContain(words);
});

const whyNot = [
  { code: "no-index-helps", what: `select 1 ${HOSTILE}`, figures: { cost: 90, best: 80 }, reason: null },
] as const;
const unplanned = [{ text: `select f() ${HOSTILE}`, origin: "GET /f", reason: "no function f" }];

test("what got no index, what could not be planned, and the test behind the verdicts are named", () => {
  const view = { ...VIEW, suggestions: [suggestion], whyNot, unplanned };
  const [text, html] = [tuneText(view, { columns: 100, paint: paint(false) }), tuneHtml(view)];
  for (const report of [text, html]) {
    expect(report).toContain("no function f");
    expect(report).toContain("the best candidate would leave 80");
    expect(report).toContain("Mann-Whitney test");
    expect(report).toContain("is false with a probability of 2 % at most");
  }
  expect(text).not.toContain("\u001b");
  expect(html).not.toMatch(/<script|<img|\u001b/);
  expect(html).toContain("With the index");
});
