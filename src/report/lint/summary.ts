import { formatCount, safeLine } from "../../kit/index.ts";
import type { LintReport } from "../../lint/index.ts";

const counted = (count: number, word: string): string => `${formatCount(count)} ${word}${count === 1 ? "" : "s"}`;

/** `2 errors, 1 warning, 0 notes in 3 files; 1 silenced` */
export function summaryLine({ counts, files, suppressed }: LintReport): string {
  const silenced = suppressed.length === 0 ? "" : `; ${formatCount(suppressed.length)} silenced by comments`;
  const names = new Set(files.map(({ file }) => file));
  const found = [counted(counts.error, "error"), counted(counts.warning, "warning"), counted(counts.info, "note")];
  return `${found.join(", ")} in ${counted(names.size, "file")}${silenced}`;
}

/** What was known of the database that the files are for, and in what its shadow differs. */
export function targetLine({ target }: LintReport): string {
  if (target.kind === "none")
    return `For PostgreSQL ${target.pgVersion} and newer, by the text alone; --connection or --schema says what the tables are and proves it`;
  const proof = target.proof === null ? ", not proved" : `, proved on ${safeLine(target.proof)}`;
  const what = target.kind === "database" ? "the database" : "the schema";
  const notes = [...appliedLines(target), ...target.notes.map(safeLine)].map((note) => `\n  ${note}`).join("");
  return `For ${what} ${safeLine(target.name ?? "")}, PostgreSQL ${target.pgVersion}${proof}${notes}`;
}

const SHOWN = 5;

/** What was left out because the database has it. */
function appliedLines({ applied }: LintReport["target"]): readonly string[] {
  if (applied.length === 0) return [];
  const names = applied.slice(0, SHOWN).map(safeLine).join(", ");
  const more = applied.length > SHOWN ? ` and ${formatCount(applied.length - SHOWN)} more` : "";
  return [`applied there already, so not judged: ${names}${more}`];
}
