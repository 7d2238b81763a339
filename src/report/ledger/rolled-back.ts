import { safeLine } from "../../kit/index.ts";
import type { RollbackOutcome } from "../../ledger/index.ts";
import { failureLines } from "./failure.ts";
import { appliedLines, extraLines, headOf, pendingLines, type RunExtras } from "./migrated.ts";
import { refusalLines } from "./refusals.ts";

/** What a run of `db rollback` did, or why it did not. */
export function rolledBackText(outcome: RollbackOutcome & RunExtras): string {
  if (outcome.sql !== null && outcome.sql !== "") return outcome.sql;
  return `${[headOf(outcome), "", ...bodyOf(outcome, "Would be undone:"), ...extraLines(outcome)].join("\n")}\n`;
}

/** What a run of `db redo` did, or why it did not. */
export function redoneText(outcome: RollbackOutcome & RunExtras): string {
  return `${[headOf(outcome), "", ...bodyOf(outcome, "Would be undone and applied again:"), ...extraLines(outcome)].join("\n")}\n`;
}

function bodyOf(outcome: RollbackOutcome, planned: string): readonly string[] {
  switch (outcome.outcome) {
    case "nothing-to-do":
      return ["Nothing to undo: no such migration is applied."];
    case "refused":
      return ["Refused; nothing was run:", ...refusalLines(outcome.refusals)];
    case "planned":
      return [...pendingLines(planned, outcome.pending), "", "Dry run: nothing was changed."];
    case "failed":
      return [...done(outcome), ...failed(outcome)];
    case "applied":
      return done(outcome);
  }
}

function done({ applied, reapplied }: RollbackOutcome): readonly string[] {
  return [...appliedLines(applied, "undone"), ...appliedLines(reapplied, "applied")];
}

function failed({ failure, pending }: RollbackOutcome): readonly string[] {
  const rest = pending
    .filter((file) => file.migration !== failure?.migration)
    .map((file) => `  ${safeLine(file.file)}`);
  return [...(failure === null ? [] : failureLines(failure)), ...(rest.length === 0 ? [] : ["", "Not run:", ...rest])];
}
