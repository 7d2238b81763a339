export interface Created {
  readonly file: string;
  readonly rollback: string;
  readonly sortsBefore: readonly string[];
}

/** What `db create` wrote, and the next step. */
export function createdText({ file, rollback, sortsBefore }: Created): string {
  const warning = sortsBefore.map((id) => `It will be run before ${id}, which carries a later date.`);
  const next = "Write the statements, then run backwright db migrate.";
  return [`Created migration: ${file}`, `Created rollback:  ${rollback}`, ...warning, "", next, ""].join("\n");
}
