import { safeText } from "../../kit/index.ts";
import type { MigrationFailure } from "../../ledger/index.ts";

/** A failed statement: where it stands, the server's words, and what became of the file. */
export function failureLines(failure: MigrationFailure): readonly string[] {
  const { detail, hint, sql } = failure;
  return [
    `FAILED  ${safeText(placeOf(failure))}`,
    ...(sql === null ? [] : [`  ${safeText(sql)}`]),
    `  ${failure.sqlState === null ? "" : `${safeText(failure.sqlState)}: `}${safeText(failure.message)}`,
    ...(detail === null ? [] : [`  Detail: ${safeText(detail)}`]),
    ...(hint === null ? [] : [`  Hint: ${safeText(hint)}`]),
    `  ${fateOf(failure)}`,
  ];
}

function placeOf({ file, line, column, at, statement, statements }: MigrationFailure): string {
  if (at === "history") return `${file}, when the history was to be written`;
  if (at === "commit" || statement === null) return `${file}, at COMMIT`;
  return `${file}:${line ?? 1}:${column ?? 1}, statement ${statement} of ${statements}`;
}

function fateOf({ rolledBack, sqlState }: MigrationFailure): string {
  if (sqlState === null && rolledBack) return "The statement was not run.";
  if (rolledBack) return "The file was rolled back: nothing of it was kept.";
  return "It runs statement by statement; those before this one stay, and the next run goes on with it.";
}
