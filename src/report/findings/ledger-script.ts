import { safeText, type Finding, type JsonValue } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

const word = ({ evidence }: Finding, key: string): string => safeText(textOf(evidence[key]));

const textOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");

/** What stands against a script beyond its single statements: variables, includes, directives, rollbacks. */
export const ledgerScriptPages: readonly FindingPage[] = [
  {
    code: "migration-variable-unset",
    title: "A variable without a value",
    sentence: (finding) => `:${word(finding, "name")} has no value`,
    why: "`:'name'` and `:\"name\"` are replaced as psql does it; without a value the server would see a syntax error.",
    mend: "Give it with `--set name=value`, in the configuration as `db.migrate.set`, or in the file with `\\set name value`.",
  },
  {
    code: "migration-variable-unfit",
    title: "A value that cannot stand bare",
    sentence: (finding) => `the value of :${word(finding, "name")} is more than one word, number or name`,
    why: "A bare `:name` is replaced as text. A value from outside the file could then be more SQL than was meant.",
    mend: "Write `:'name'` for a literal or `:\"name\"` for a name: both are quoted.",
  },
  {
    code: "migration-include",
    title: "An included file that cannot be read",
    sentence: (finding) => `\\i ${word(finding, "what")}: ${includeReason(word(finding, "reason"))}`,
    why: "Included files are a part of the migration: their statements count for its checksum. They lie in the folder of migrations, so that a migration is whole wherever the folder goes.",
    mend: "Put the file into a subfolder of the migrations and name it from there: `\\i parts/functions.sql`; `\\ir` is relative to the including file.",
  },
  {
    code: "migration-directive",
    title: "A misspelt directive",
    sentence: (finding) => `backwright:${word(finding, "what")} is none of batch, no-transaction, irreversible`,
    why: "A directive is a comment that changes how a file is run. A misspelt one would be passed over in silence.",
    mend: "Correct its name.",
  },
  {
    code: "migration-batch",
    title: "A backfill that cannot be divided",
    sentence: (finding) => `backwright:batch cannot be used: ${word(finding, "what")}`,
    why: "A backfill is run in parts along a key, each in a transaction of its own. The directive stands in front of one UPDATE or DELETE and names the key: `-- backwright:batch by=id size=5000 pause=100ms`.",
    mend: "Correct the directive, or remove it and let the statement run as a whole.",
  },
  {
    code: "migration-duplicate",
    title: "Two files for one migration",
    sentence: (finding) => `has the same name in the history as ${word(finding, "other")}`,
    why: "The history keeps a migration by its name without the ending: it could not tell which of the two was applied.",
    mend: "Rename one of them.",
  },
  {
    code: "migration-code",
    title: "A migration that is code",
    sentence: () => "is code, which is not run here",
    why: "Files of JavaScript and TypeScript beside the SQL are migrations of data; this command runs SQL only.",
    mend: "Use `backwright db migrate`.",
  },
  {
    code: "migration-half-reverted",
    title: "A rollback that was not completed",
    sentence: () => "its rollback was begun and not completed",
    why: "The rollback runs statement by statement, and one of them failed or the run was cut off. The journal knows how far it came.",
    mend: "Run `backwright db rollback`: it goes on at the statement that it stopped at.",
  },
  {
    code: "rollback-missing",
    title: "No rollback file",
    sentence: () => "has no rollback beside it",
    why: "What undoes a migration is written down when the migration is, not guessed later.",
    mend: "Write `…_rollback.sql` beside it, or write a new migration that goes forward: `backwright db create`.",
  },
  {
    code: "rollback-irreversible",
    title: "The migration cannot be undone",
    sentence: (finding) => `says that it cannot be undone: ${word(finding, "reason")}`,
    why: "The rollback carries the directive `backwright:irreversible`: running the rest of it would not bring back what was there.",
    mend: "Go forward with a new migration: `backwright db create`; or restore a backup.",
  },
];

function includeReason(reason: string): string {
  if (reason === "outside") return "it lies outside the folder of migrations";
  if (reason === "link") return "it is a link that leads out of the folder of migrations";
  return reason === "circle" ? "it includes itself" : "there is no such file";
}
