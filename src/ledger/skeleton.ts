/** The text of a new migration: comments only, which `migrate` refuses to run until a statement is written. */
export function migrationSkeleton(id: string): string {
  return [
    `-- ${id}`,
    "--",
    "-- Everything here runs in one transaction, together with its row in the history: all of it or nothing.",
    "-- What PostgreSQL refuses inside a transaction (CREATE INDEX CONCURRENTLY, VACUUM) goes into a file of its own.",
    "-- Once applied, do not edit the statements; comments may change. Write another migration instead.",
    "",
    "",
  ].join("\n");
}

/** The text of the rollback beside it. */
export function rollbackSkeleton(id: string): string {
  return [
    `-- Rollback of ${id}`,
    "--",
    "-- Undo the migration's statements in the opposite order, and say here which rows cannot come back.",
    "",
    "",
  ].join("\n");
}
