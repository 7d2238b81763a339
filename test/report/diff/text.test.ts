import { describe, expect, test } from "vitest";
import { paint } from "../../../src/kit/index.ts";
import { diffHtml, diffMarkdown, diffText } from "../../../src/report/diff/index.ts";
import { lock, loss, view } from "./sample.ts";

const look = { columns: 100, paint: paint(false) };
describe("a comparison for people", () => {
  test("each changed object with its hazard, then the files", () => {
    expect(diffText(view, look).split("\n")).toEqual([
      "Comparing shop on localhost:5432 with schema/v2.sql, for PostgreSQL 15",
      "",
      "  + index  public.idx_users_email  added",
      "  - table  public.<old>  dropped",
      "      data loss: the rows of table public.<old>",
      "",
      "Proven on a shadow: 2 statements lead there, the rollback back again.",
      "Observed by pg_dump 15.18: it sees the same.",
      "Owners and privileges were compared by our own reader only; the order of columns is not compared.",
      "Rows of ours in 1 table: none is lost unsaid.",
      "Generated migration: migrations/20240115_add_user_indexes.sql",
      "Generated rollback: migrations/20240115_add_user_indexes_rollback.sql",
      "",
    ]);
  });
  test("no differences", () => expect(diffText({ ...view, isSame: true }, look)).toContain("No differences."));
  test("names stay text in HTML and Markdown", () => {
    expect(diffHtml(view)).toContain("public.&lt;old&gt;");
    expect(diffHtml(view)).not.toMatch(/<old|<not|'<\/pre>/);
    expect(diffMarkdown(view)).not.toMatch(/[^\\]<old/);
  });
  test("without pg_dump it says who has looked", () => {
    const observer = { kind: "catalogue", reason: "there is no pg_dump of 18 or newer here" } as const;
    const seen = { ...view, proof: { ...view.proof, observer } };
    const words = "Observed by our own reader only: there is no pg_dump of 18 or newer here.";
    expect(diffText(seen, look)).toContain(words);
    expect(diffMarkdown(seen)).toContain(words.replace("_", "\\_"));
    expect(diffHtml(seen)).toContain("<td>there is no pg_dump of 18 or newer here</td>");
  });
  test("the page has the hazards with their lock, each statement's cost, the files and the proof by claim", () => {
    const page = diffHtml({ ...view, changes: [{ ...view.changes[1], hazards: [lock, loss] }] });
    const hazards = page.slice(page.indexOf("<h2>Hazards</h2>"), page.indexOf("<h2>Proof"));
    expect(hazards.indexOf("hazard-data-loss")).toBeLessThan(hazards.indexOf("hazard-lock"));
    expect(hazards).toContain("<td>access-exclusive</td><td>public.&lt;old&gt;</td>");
    expect(page).toContain("<pre>DROP TABLE public.&lt;old&gt;</pre>");
    expect(page).toContain("Not measured to the end: it was &lt;not&gt; run");
    expect(page).toContain("<summary>migrations/20240115_add_user_indexes_rollback.sql</summary>");
    expect(page).toContain('<td>The rollback gives the old schema back</td><td class="">yes</td>');
    expect(page).toContain("<td>pg_dump 15.18</td>");
  });
  test("a proof that failed or was left out is said on the page", () => {
    const failed = diffHtml({ ...view, proof: { state: "failed", stage: "up", detail: "no <such> type" } });
    expect(failed).toContain('<td class="error">failed</td><td>up: no &lt;such&gt; type</td>');
    expect(diffHtml({ ...view, proof: { state: "skipped" } })).toContain("Nothing was run on a shadow.");
  });
});
