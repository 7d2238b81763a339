import { formatDuration } from "../../../kit/index.ts";
import type { StatusOutcome, StatusRow } from "../../../ledger/index.ts";
import { headOf } from "../migrated.ts";
import { refusalLines } from "../refusals.ts";
import { element, list, section, table, type Content } from "./markup.ts";
import { pageHtml } from "./page.ts";

const COLUMNS = [
  { title: "Migration" },
  { title: "State" },
  { title: "Applied at" },
  { title: "By" },
  { title: "Time", isNumber: true },
  { title: "File" },
  { title: "Rollback" },
] as const;

/** `db status` as a page. */
export function statusHtml(status: StatusOutcome & { readonly upToDate: boolean }): string {
  const { migrations, refusals, tableExists, upToDate } = status;
  const rows = migrations.map(cellsOf);
  return pageHtml({
    title: `Migrations of ${status.database}`,
    facts: `${headOf(status)}${tableExists ? "" : ", which does not exist yet"}`,
    verdict: upToDate ? { words: "Up to date.", tone: "good" } : { words: "Not up to date.", tone: "open" },
    body: [
      rows.length === 0 ? element("p", "No migrations.") : table(COLUMNS, rows),
      section("db migrate would refuse", list(refusalLines(refusals).map((line) => line.trim()))),
    ],
  });
}

const TONES: Readonly<Record<StatusRow["state"], string>> = {
  applied: "good",
  standalone: "good",
  pending: "open",
  "out-of-order": "open",
  unfinished: "bad",
  "half-reverted": "bad",
  edited: "bad",
  missing: "bad",
  unusable: "bad",
};

function cellsOf(row: StatusRow): readonly Content[] {
  const { state, commentsEdited, appliedAt, appliedBy, durationMs } = row;
  return [
    row.migration,
    element("strong", commentsEdited ? `${state} (comments edited since)` : state, TONES[state]),
    appliedAt ?? "",
    appliedBy ?? "",
    durationMs === null ? "" : formatDuration(durationMs),
    row.file ?? "gone",
    row.rollback ?? "none",
  ];
}
