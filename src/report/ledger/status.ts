import { formatDuration, safeLine, textTable } from "../../kit/index.ts";
import type { StatusOutcome, StatusRow } from "../../ledger/index.ts";
import { refusalLines } from "./refusals.ts";

const COLUMNS = [
  { title: "migration" },
  { title: "state" },
  { title: "applied at" },
  { title: "by" },
  { title: "time", align: "right" },
  { title: "rollback" },
] as const;

/** Where each migration stands. */
export function statusText(status: StatusOutcome & { readonly upToDate: boolean }): string {
  const head = `Database ${safeLine(status.database)} at ${safeLine(status.host)}, history in ${safeLine(status.table)}`;
  const table = status.migrations.length === 0 ? "No migrations." : textTable(COLUMNS, status.migrations.map(cells));
  return `${[head, ...unborn(status), "", table, "", ...verdict(status)].join("\n")}\n`;
}

function unborn({ tableExists }: StatusOutcome): readonly string[] {
  return tableExists ? [] : ["The history table does not exist yet; the first db migrate makes it."];
}

function cells(row: StatusRow): readonly string[] {
  return [
    safeLine(row.migration),
    row.commentsEdited ? `${row.state} (comments edited since)` : row.state,
    row.appliedAt === null
      ? "-"
      : safeLine(row.appliedAt)
          .replace("T", " ")
          .replace(/\.\d+Z$/, "Z"),
    safeLine(row.appliedBy ?? "-"),
    row.durationMs === null ? "-" : formatDuration(row.durationMs),
    row.rollback === null ? "none" : "yes",
  ];
}

function verdict({ refusals, upToDate }: StatusOutcome & { readonly upToDate: boolean }): readonly string[] {
  if (upToDate) return ["Up to date."];
  if (refusals.length === 0) return ["Run backwright db migrate to apply what is pending."];
  return ["db migrate would refuse:", ...refusalLines(refusals)];
}
