import { describe, expect, test } from "vitest";
import { paint } from "../../../src/kit/index.ts";
import { diffHtml, diffMarkdown, diffText } from "../../../src/report/diff/index.ts";

const look = { columns: 100, paint: paint(false) };
const view = {
  current: "shop on localhost:5432",
  desired: "schema/v2.sql",
  isSame: false,
  changes: [
    { verb: "create", kind: "index", name: "public.idx_users_email", parts: [], hazards: [] },
    {
      verb: "drop",
      kind: "table",
      name: "public.<old>",
      parts: [],
      hazards: [{ code: "data-loss", what: "data loss: the rows of table public.<old>" }],
    },
  ],
  unmodelled: [],
  files: [
    {
      file: "20240115_add_user_indexes.sql",
      rollbackFile: "20240115_add_user_indexes_rollback.sql",
      sql: "SELECT 1;",
      rollbackSql: "",
    },
  ],
  folder: "migrations/",
  proof: { state: "proven", statements: 2, rows: { tables: 1, empty: [], unmeasured: null } },
  printsSql: false,
} as const;

describe("a comparison for people", () => {
  test("each changed object with its hazard, then the files", () => {
    expect(diffText(view, look).split("\n")).toEqual([
      "Comparing shop on localhost:5432 with schema/v2.sql",
      "",
      "  + index  public.idx_users_email  added",
      "  - table  public.<old>  dropped",
      "      data loss: the rows of table public.<old>",
      "",
      "Proven on a shadow: 2 statements lead there, the rollback back again.",
      "Rows of ours in 1 table: none is lost unsaid.",
      "Generated migration: migrations/20240115_add_user_indexes.sql",
      "Generated rollback: migrations/20240115_add_user_indexes_rollback.sql",
      "",
    ]);
  });
  test("no differences", () => expect(diffText({ ...view, isSame: true }, look)).toContain("No differences."));
  test("names stay text in HTML and Markdown", () => {
    expect(diffHtml(view)).toContain("public.&lt;old&gt;");
    expect(diffHtml(view)).not.toContain("<old>");
    expect(diffMarkdown(view)).not.toMatch(/[^\\]<old/);
  });
});
