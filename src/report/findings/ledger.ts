import { safeText, type Finding, type JsonValue } from "../../kit/index.ts";
import { ledgerFormatPages } from "./ledger-format.ts";
import { ledgerScriptPages } from "./ledger-script.ts";
import type { FindingPage } from "./page.ts";

const words = (value: JsonValue | undefined): string => safeText(typeof value === "string" ? value : "");
const list = (value: JsonValue | undefined): string =>
  Array.isArray(value) ? safeText(value.map(String).join(", ")) : "";
const what = ({ evidence }: Finding): string => words(evidence["what"]);

/** Why a migration is not run. */
export const ledgerPages: readonly FindingPage[] = [
  {
    code: "migration-edited",
    title: "An applied migration was edited",
    sentence: ({ evidence }) => `other statements than those that were applied ${words(evidence["appliedAt"])}`.trim(),
    why: "The database has run one text and the file now says another, so a database built from the files would differ. Comments, white space and the case of keywords may change; literals and function bodies count to the letter.",
    mend: "Restore the file from version control, and write the change as a new migration with `backwright db create`.",
  },
  {
    code: "migration-missing",
    title: "An applied migration has no file",
    sentence: ({ evidence }) => {
      const other = words(evidence["sameContentIn"]);
      return `in the history, but its file is gone${other === "" ? "" : `; ${other} has the same content: was it renamed?`}`;
    },
    why: "The history names a migration that the folder does not hold: a renamed or deleted file, another branch, or another project's database.",
    mend: "Bring the file back under its old name, check out the branch that has it, or check that `--connection` and `--migrations` belong together.",
  },
  {
    code: "migration-out-of-order",
    title: "A migration is older than the newest applied one",
    sentence: ({ evidence }) => `would have to run before ${words(evidence["newest"])}, which is applied already`,
    why: "Databases that get this file now run it in another order than those that are built from the files. It usually comes from a branch that was merged late.",
    mend: "Give the file a date and time behind the newest one (rename its rollback too) when its statements do not depend on the order.",
  },
  {
    code: "migration-not-next",
    title: "Older migrations are pending",
    sentence: ({ evidence }) => `must wait for ${list(evidence["before"])}`,
    why: "Running this file alone would leave older ones behind, which could then not be run in order any more.",
    mend: "Run `backwright db migrate` without a file name to apply all of them in order.",
  },
  {
    code: "migration-bad-name",
    title: "A file's name is no migration's",
    sentence: () => "not named YYYYMMDD_title.sql or YYYYMMDD_HHMMSS_title.sql",
    why: "Every SQL file in the folder is either a migration, with a place in the order, or a rollback. One without a date would silently never be run.",
    mend: "Rename it, move it out of the folder, or make a new one with `backwright db create`.",
  },
  {
    code: "migration-foreign-format",
    title: "The file is written for another migration tool",
    sentence: ({ evidence }) =>
      `written for ${words(evidence["tool"])} (${words(evidence["marker"])}), which is not read here`,
    why: "Comments divide such a file into a part that applies and a part that undoes. Run as plain SQL, it would do both.",
    mend: "Move the part that undoes into `…_rollback.sql` and remove the marks.",
  },
  {
    code: "migration-not-utf8",
    title: "The file is not UTF-8",
    sentence: () => "not UTF-8 text from this line on",
    why: "Text in another encoding would reach the database as other characters than those that its author saw.",
    mend: "Save the file as UTF-8. A byte order mark is allowed.",
  },
  {
    code: "migration-empty",
    title: "The migration holds no statement",
    sentence: () => "holds no statement yet",
    why: "Recorded as applied, it could not be filled in any more: the statements written later would count as an edit.",
    mend: "Write its statements, or remove the file. `select 1;` is a migration that does nothing on purpose.",
  },
  {
    code: "migration-psql-command",
    title: "A command of psql",
    sentence: (finding) => `${what(finding)} is a command of psql that is not carried out here`,
    why: "Lines with a backslash are for the program psql and unknown to the server. `\\i`, `\\ir`, `\\set`, `\\unset` and those that only shape psql's output are understood, each on a line of its own; what runs programs, reads other files or changes the connection is not.",
    mend: "Write what it does as SQL: `COPY … FROM stdin` with the rows for `\\copy`, a DO block for `\\gexec` and `\\if`.",
  },
  {
    code: "migration-copy-data",
    title: "COPY without its rows, or to standard output",
    sentence: (finding) => `${what(finding)} without rows that end in a line \\.`,
    why: "COPY … FROM stdin takes the lines behind it up to a line that is `\\.`; a migration has nowhere to put the rows of COPY … TO stdout.",
    mend: "End the rows with a line `\\.`, or write them as INSERT … VALUES.",
  },
  {
    code: "migration-unterminated",
    title: "A quote or comment is never closed",
    sentence: (finding) => `opened here and never closed: ${what(finding)}`,
    why: "Everything behind it to the end of the file would be taken for text.",
    mend: "Close it. In a string a quote is doubled; block comments nest.",
  },
  {
    code: "migration-transaction-control",
    title: "The file controls transactions itself",
    sentence: (finding) => `${what(finding)} would end or replace the transaction that the file runs in`,
    why: "A file and its row in the history are one transaction. A COMMIT in the middle would leave half of the file behind when a later statement fails. One plain BEGIN … COMMIT around the whole file is accepted.",
    mend: "Remove the statement, or divide the file where it commits.",
  },
  {
    code: "migration-index-unnamed",
    title: "A concurrent index without a name",
    sentence: () => "CREATE INDEX CONCURRENTLY needs a name, so that an INVALID leftover can be found again",
    why: "When it fails or the connection breaks, PostgreSQL leaves an INVALID index. Without a name in the file nobody can tell which one it is.",
    mend: "Name the index: `CREATE INDEX CONCURRENTLY idx_orders_user_id ON orders (user_id)`.",
  },
  {
    code: "migration-string-rules",
    title: "The file changes how strings are read",
    sentence: () => "turns standard_conforming_strings off, which changes where quotes end",
    why: "With it off a backslash escapes a quote, so statements end elsewhere than where they were seen to end.",
    mend: "Remove the line, and write strings with backslashes as `E'…'`.",
  },
  {
    code: "migration-client-encoding",
    title: "The file says that it is in another encoding",
    sentence: (finding) => `sets client_encoding to ${what(finding)}, but the file is in UTF-8`,
    why: "Files are read and sent as UTF-8. Told otherwise, the server would store other letters than the file holds, without an error.",
    mend: "Remove the line, or say `SET client_encoding = 'UTF8'`.",
  },
  ...ledgerScriptPages,
  ...ledgerFormatPages,
];
