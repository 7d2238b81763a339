import { describe, expect, it } from "vitest";
import type { MeasuredRun, MeasuredStatement } from "../../../src/diff/shadow/index.ts";
import { measuredStatements, prove, tablesOnly, type LintContext } from "../../../src/lint/index.ts";
import { found, script } from "../support.ts";

const ORDERS = { schema: "public", name: "orders" };
const TARGET: Partial<LintContext> = { target: tablesOnly([]) };

const statement = (facts: Partial<MeasuredStatement> & { readonly index: number }): MeasuredStatement => ({
  sql: "",
  error: null,
  refusedRows: null,
  locks: [],
  rewritten: [],
  scanned: [],
  built: [],
  rowsLost: [],
  estimatedSeconds: null,
  durationMs: 1,
  unseen: [],
  ...facts,
});
const run = (...statements: readonly MeasuredStatement[]): MeasuredRun => ({ statements, created: [], heldOver: [] });
const lock = (mode: "share" | "access-exclusive") => ({ relation: ORDERS, relationKind: "table" as const, mode });

function proved(sql: string, measured: MeasuredRun, context: Partial<LintContext> = TARGET) {
  const claimed = found(sql, context).filter(({ finding }) => finding.severity !== "info");
  return prove(script(sql, context), measured, { found: claimed, settings: { severities: new Map() } }).map(
    ({ finding: { code, severity, evidence } }) => ({ code, severity, evidence }),
  );
}

describe("a measurement", () => {
  const SQL = "alter table orders alter column total type bigint";

  it("confirms a claim, with its seconds", () => {
    const one = statement({
      index: 0,
      locks: [lock("access-exclusive")],
      rewritten: [ORDERS],
      scanned: [ORDERS],
      estimatedSeconds: 12.34,
    });
    expect(proved(SQL, run(one))).toMatchObject([
      { code: "column-type-rewrite", severity: "error", evidence: { isMeasured: true, estimatedSeconds: 12.3 } },
    ]);
  });

  it("makes it a note where nobody has time to notice", () => {
    const one = statement({ index: 0, locks: [lock("access-exclusive")], rewritten: [ORDERS], estimatedSeconds: 0.01 });
    expect(proved(SQL, run(one))).toMatchObject([{ code: "column-type-rewrite", severity: "info" }]);
  });

  it("overrules a claim, and says so", () => {
    const one = statement({ index: 0, locks: [lock("access-exclusive")] });
    expect(proved(SQL, run(one))).toMatchObject([{ code: "measured-differs", severity: "info" }]);
  });

  it("adds what no rule has said", () => {
    const one = statement({ index: 0, locks: [lock("access-exclusive")], scanned: [ORDERS] });
    expect(proved("select migrate_everything()", run(one))).toMatchObject([
      { code: "measured-blocking", severity: "error", evidence: { work: "scan", blocks: "reads and writes" } },
      { code: "measured-differs", evidence: { declared: "no lock", measured: "access-exclusive" } },
    ]);
  });

  it("says which statement the server refused, and nothing of those that it then refused for it", () => {
    const error = { sqlState: "42P01", message: "there is no such table" };
    const aborted = { sqlState: "25P02", message: "aborted" };
    const sql = "begin; select 1 from nothing; select 2; commit";
    expect(proved(sql, run(statement({ index: 1, error }), statement({ index: 2, error: aborted })))).toMatchObject([
      { code: "statement-fails", severity: "error", evidence: error },
    ]);
  });

  it("keeps a claim on what was not run", () => {
    expect(proved(SQL, run(statement({ index: 0, unseen: ["not-run"] })))).toMatchObject([
      { code: "column-type-rewrite", severity: "error" },
    ]);
  });

  it("sees an earlier lock of the transaction held over the work", () => {
    const sql = "begin; select prepare(); select work(); commit";
    const measured: MeasuredRun = {
      ...run(
        statement({ index: 1, locks: [lock("access-exclusive")] }),
        statement({ index: 2, scanned: [{ schema: "public", name: "users" }] }),
      ),
      heldOver: [{ lock: lock("access-exclusive"), takenBy: 1, heldDuring: 2 }],
    };
    expect(proved(sql, measured, {})).toMatchObject([
      { code: "lock-held-over-work", evidence: { lock: "access-exclusive" } },
    ]);
    expect(measuredStatements(script(sql), measured).map(({ blocks }) => blocks)).toEqual([
      "nobody",
      "reads and writes",
    ]);
  });

  it("does not take a plain read for work that keeps others waiting", () => {
    const one = statement({ index: 0, locks: [{ ...lock("share"), mode: "access-share" }], scanned: [ORDERS] });
    expect(proved("select count(*) from orders", run(one))).toEqual([]);
    expect(measuredStatements(script("select 1"), run(one))).toMatchObject([
      { blocks: "nobody", blockingSeconds: null },
    ]);
  });
});
