import { formatDuration } from "../../../kit/index.ts";
import type { AppliedMigration, MigrateOutcome, PendingMigration, RollbackOutcome } from "../../../ledger/index.ts";
import { failureLines } from "../failure.ts";
import { headOf, type RunExtras } from "../migrated.ts";
import { refusalLines } from "../refusals.ts";
import { element, list, section, table, type Markup } from "./markup.ts";
import { pageHtml, type Page } from "./page.ts";
import { rehearsalMarkup } from "./rehearsal.ts";

/** `db migrate` as a page. */
export function migratedHtml(outcome: MigrateOutcome & RunExtras): string {
  return runHtml(
    { ...outcome, reapplied: [] },
    { title: "Migration", done: "Applied", again: "", planned: "Would be applied" },
  );
}

/** `db rollback` as a page. */
export function rolledBackHtml(outcome: RollbackOutcome & RunExtras): string {
  return runHtml(outcome, { title: "Rollback", done: "Undone", again: "Applied again", planned: "Would be undone" });
}

/** `db redo` as a page. */
export function redoneHtml(outcome: RollbackOutcome & RunExtras): string {
  const planned = "Would be undone and applied again";
  return runHtml(outcome, { title: "Redo", done: "Undone", again: "Applied again", planned });
}

interface Words {
  readonly title: string;
  readonly done: string;
  readonly again: string;
  readonly planned: string;
}

function runHtml(outcome: RollbackOutcome & RunExtras, words: Words): string {
  const { failure, pending, refusals, rehearsal, dump } = outcome;
  const isPlanned = outcome.outcome === "planned";
  const rest = isPlanned ? pending : pending.filter(({ migration }) => migration !== failure?.migration);
  return pageHtml({
    title: `${words.title} of ${outcome.database}`,
    facts: `${headOf(outcome)}, as ${outcome.user}`,
    verdict: verdictOf(outcome),
    body: [
      section("Refused", list(refusalLines(refusals).map((line) => line.trim()))),
      section(words.done, appliedTable(outcome.applied)),
      section(words.again, appliedTable(outcome.reapplied)),
      section("Failed", ...(failure === null ? [] : [element("pre", failureLines(failure).join("\n"))])),
      section(isPlanned ? words.planned : "Not run", pendingTable(outcome.outcome === "applied" ? [] : rest)),
      scriptSection(outcome),
      ...(rehearsal === null ? [] : [rehearsalMarkup(rehearsal)]),
      ...(dump === null ? [] : [element("p", `Schema written to ${dump}.`)]),
    ],
  });
}

function verdictOf({ outcome, rehearsal, sql }: RollbackOutcome & RunExtras): Page["verdict"] {
  switch (outcome) {
    case "applied":
      return { words: "Done.", tone: "good" };
    case "nothing-to-do":
      return { words: "Nothing to do.", tone: "good" };
    case "refused":
      return { words: "Refused; nothing was run.", tone: "bad" };
    case "failed":
      return { words: "Failed.", tone: "bad" };
    case "planned":
      if (sql !== null) return { words: "Printed; nothing was changed.", tone: "open" };
      return rehearsal?.scripts.some(({ error }) => error !== null) === true
        ? { words: "Dry run: it failed on the shadow. Nothing was changed.", tone: "bad" }
        : { words: "Dry run: nothing was changed.", tone: "open" };
  }
}

const FILE = { title: "File" } as const;
const STATEMENTS = { title: "Statements", isNumber: true } as const;
const HOW = { title: "How" } as const;

function appliedTable(applied: readonly AppliedMigration[]): Markup {
  return table(
    [FILE, STATEMENTS, HOW, { title: "Time", isNumber: true }, { title: "Note" }],
    applied.map((one) => [...cellsOf(one), formatDuration(one.durationMs), one.note ?? ""]),
  );
}

function pendingTable(pending: readonly PendingMigration[]): Markup {
  return table([FILE, STATEMENTS, HOW], pending.map(cellsOf));
}

const cellsOf = ({ file, statements, transaction }: PendingMigration): readonly string[] => [
  file,
  String(statements),
  transaction ? "one transaction" : "statement by statement",
];

const REASONS = {
  code: "it is code, not SQL",
  unfinished: "it was begun and not completed",
  after: "it comes after that",
} as const;

function scriptSection({ sql, notPrinted }: RunExtras): Markup {
  const missing = notPrinted.map(({ file, reason }) => `${file} is not in it: ${REASONS[reason]}.`);
  return section("Script for psql", list(missing), ...(sql === null || sql === "" ? [] : [element("pre", sql)]));
}
