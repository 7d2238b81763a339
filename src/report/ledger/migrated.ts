import { formatDuration, safeLine, textTable } from "../../kit/index.ts";
import type { AppliedMigration, MigrateOutcome, PendingMigration } from "../../ledger/index.ts";
import { failureLines } from "./failure.ts";
import { refusalLines } from "./refusals.ts";

/** What a run of `db migrate` did, or why it did not. */
export function migratedText(outcome: MigrateOutcome): string {
  const head = `Database ${safeLine(outcome.database)} at ${safeLine(outcome.host)}, history in ${safeLine(outcome.table)}`;
  return `${[head, "", ...bodyOf(outcome)].join("\n")}\n`;
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

const DRY = "Dry run: nothing was changed. Running it on a copy of the schema comes with a later version.";

function failed({ failure, pending }: MigrateOutcome): readonly string[] {
  const notRun = pending.filter((file) => file.migration !== failure?.migration);
  return [
    ...(failure === null ? [] : failureLines(failure)),
    ...(notRun.length === 0 ? [] : ["", ...pendingLines("Not run:", notRun)]),
  ];
}

function appliedLines(applied: readonly AppliedMigration[]): readonly string[] {
  if (applied.length === 0) return [];
  const rows = applied.map((file) => [safeLine(file.file), countOf(file), formatDuration(file.durationMs)]);
  const notes = applied.flatMap((file) => (file.note === null ? [] : [`  ${safeLine(`${file.file}: ${file.note}`)}`]));
  const table = textTable(
    [{ title: "applied" }, { title: "statements", align: "right" }, { title: "time", align: "right" }],
    rows,
  );
  return [table, ...notes, ""];
}

function pendingLines(title: string, pending: readonly PendingMigration[]): readonly string[] {
  const how = (file: PendingMigration): string => (file.transaction ? "" : ", outside a transaction");
  return [title, ...pending.map((file) => `  ${safeLine(file.file)}  ${countOf(file)} statements${how(file)}`)];
}

const countOf = (file: PendingMigration): string => String(file.statements);
