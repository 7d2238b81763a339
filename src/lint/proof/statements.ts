import type { MeasuredRun } from "../../diff/shadow/index.ts";
import { lockModes } from "../../diff/shadow/index.ts";
import type { ReportedStatement } from "../report.ts";
import type { Script } from "../script.ts";
import { blocks, seenOf, type Seen } from "./seen.ts";

const SHOWN = 100;

/** What each statement did, for a report: the strongest locks first. */
export function measuredStatements(script: Script, run: MeasuredRun): readonly ReportedStatement[] {
  return seenOf(script, run).map((seen) => reported(seen, run));
}

function reported(seen: Seen, run: MeasuredRun): ReportedStatement {
  const { statement, measured } = seen;
  const whom = blocks(seen, run);
  const own = [...seen.locks.values()];
  return {
    number: statement.index + 1,
    line: statement.line,
    column: statement.column,
    sql: statement.sql.slice(0, SHOWN),
    error: measured.error === null ? null : { sqlState: measured.error.sqlState, message: measured.error.message },
    locks: own
      .toSorted((a, b) => lockModes.indexOf(b.mode) - lockModes.indexOf(a.mode))
      .map(({ relation: { schema, name }, mode }) => ({ schema, name, mode })),
    rewritten: measured.rewritten,
    scanned: measured.scanned,
    built: measured.built,
    blocks: whom,
    blockingSeconds: whom === "nobody" ? null : measured.estimatedSeconds,
  };
}
