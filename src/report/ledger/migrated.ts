import { formatDuration, safeLine, textTable } from "../../kit/index.ts";
import type { AppliedMigration, MigrateOutcome, NotPrinted, PendingMigration } from "../../ledger/index.ts";
import { failureLines } from "./failure.ts";
import { refusalLines } from "./refusals.ts";
import { rehearsalLines, type RehearsalView } from "./rehearsal.ts";

/** What a command adds to a run. */
export interface RunExtras {
  readonly sql: string | null;
  readonly notPrinted: readonly NotPrinted[];
  readonly dump: string | null;
  readonly rehearsal: RehearsalView | null;
}

/** What a run of `db migrate` did, or why it did not; with `--sql` the script, fit to be sent on. */
export function migratedText(outcome: MigrateOutcome & RunExtras): string {
  if (outcome.sql !== null && outcome.sql !== "") return outcome.sql;
  return `${[headOf(outcome), "", ...bodyOf(outcome), ...extraLines(outcome)].join("\n")}\n`;
}

/** What was seen on a shadow, and where the schema was written. */
export function extraLines({ dump, rehearsal }: RunExtras): readonly string[] {
  return [
    ...(rehearsal === null ? [] : rehearsalLines(rehearsal)),
    ...(dump === null ? [] : [`Schema written to ${safeLine(dump)}.`]),
  ];
}

/** Which database, and where its history is. */
export function headOf({ database, host, table }: Pick<MigrateOutcome, "database" | "host" | "table">): string {
  return `Database ${safeLine(database)} at ${safeLine(host)}, history in ${safeLine(table)}`;
}

function bodyOf(outcome: MigrateOutcome): readonly string[] {
  switch (outcome.outcome) {
    case "nothing-to-do":
      return ["Nothing to do: all that was asked for is applied already."];
    case "refused":
      return ["Refused; nothing was run:", ...refusalLines(outcome.refusals)];
    case "planned":
      return [...pendingLines("Would be applied:", outcome.pending), "", DRY];
    case "failed":
      return [...appliedLines(outcome.applied), ...failed(outcome)];
    case "applied":
      return appliedLines(outcome.applied);
  }
}

const DRY = "Dry run: nothing was changed.";

function failed({ failure, pending }: MigrateOutcome): readonly string[] {
  const notRun = pending.filter((file) => file.migration !== failure?.migration);
  return [
    ...(failure === null ? [] : failureLines(failure)),
    ...(notRun.length === 0 ? [] : ["", ...pendingLines("Not run:", notRun)]),
  ];
}

/** A table of what was run, with its notes. */
export function appliedLines(applied: readonly AppliedMigration[], title = "applied"): readonly string[] {
  if (applied.length === 0) return [];
  const rows = applied.map((file) => [safeLine(file.file), countOf(file), formatDuration(file.durationMs)]);
  const notes = applied.flatMap((file) => (file.note === null ? [] : [`  ${safeLine(`${file.file}: ${file.note}`)}`]));
  const table = textTable(
    [{ title }, { title: "statements", align: "right" }, { title: "time", align: "right" }],
    rows,
  );
  return [table, ...notes, ""];
}

/** What would be run. */
export function pendingLines(title: string, pending: readonly PendingMigration[]): readonly string[] {
  const how = (file: PendingMigration): string => (file.transaction ? "" : ", outside a transaction");
  return [title, ...pending.map((file) => `  ${safeLine(file.file)}  ${countOf(file)} statements${how(file)}`)];
}

const countOf = (file: PendingMigration): string => String(file.statements);
