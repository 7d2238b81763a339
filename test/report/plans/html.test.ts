import { expect, test } from "vitest";
import { analysisHtml, analysisText } from "../../../src/report/advice/index.ts";
import { plansHtml } from "../../../src/report/plans/index.ts";
import { helped, withPlans } from "../advice/sample.ts";

test("one statement's plans: what it costs, both plans step by step, the new index marked", () => {
  const html = plansHtml(helped);
  expect(html).toContain("Plans: cost 834 → 8.3, 120 calls");
  expect(html.match(/<figcaption>[^<]+/g)).toEqual(["<figcaption>Before", "<figcaption>With the index"]);
  expect(html).toMatch(/--depth:1"><meter value="0.900" .*?<b>Seq Scan<\/b>/);
  expect(html).toContain("reads and drops all but (note = &#39;…&#39;)".replaceAll("&#39;", "'"));
  expect(html).toMatch(/<mark>idx .*, new<\/mark><code>finds \(note = \$1\)/);
});

test.each([
  [1, "1 call "],
  [0, "not seen in the workload"],
])("%i calls", (calls, words) => {
  expect(plansHtml({ ...helped, calls })).toContain(words);
});

test("names and texts of strangers stay text, in the page and in the terminal", () => {
  const html = analysisHtml(withPlans);
  expect(html).not.toMatch(/<script|<img|\u001b/);
  expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(7);
  const text = analysisText(withPlans);
  expect(text).not.toContain("\u001b");
  expect(text).toContain("PLANS BEFORE AND AFTER (by the planner of embedded 18.4):");
  expect(text).toMatch(/before: Seq Scan on orders .*\n.*after: {2}Index Scan on orders/);
});

test("an index that no statement goes by says so, one that cannot be built says why", () => {
  for (const report of [analysisHtml(withPlans), analysisText(withPlans)]) {
    expect(report).toMatch(/orders\(kind\)[^]*no operator class/);
    expect(report).toMatch(
      /orders\(at\)[^]*in no statement that was seen|orders\(at\) - no statement that was seen goes by it/,
    );
  }
});

test("without a shadow there is the reason in place of plans, and without the question nothing", () => {
  const plans = { engine: null, indexes: [], problem: "no PostgreSQL could be started <b>" };
  for (const report of [analysisHtml({ ...withPlans, plans }), analysisText({ ...withPlans, plans })])
    expect(report).toContain("no PostgreSQL could be started");
  expect(analysisHtml({ ...withPlans, plans })).not.toContain("started <b>");
  expect(analysisHtml({ ...withPlans, plans: null })).not.toContain("Plans before and after");
  expect(analysisText({ ...withPlans, plans: null })).not.toContain("PLANS BEFORE AND AFTER");
});
