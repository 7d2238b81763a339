import type { Finding } from "../../kit/index.ts";
import { formatCount } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";
import { named, said } from "./lint-words.ts";

const lost = ({ evidence }: Finding): string =>
  typeof evidence["rows"] === "number" ? ` (${formatCount(evidence["rows"])} rows)` : "";
const cascade = ({ evidence }: Finding): string =>
  evidence["cascade"] === true ? ", and everything that depends on it" : "";
const EXPAND =
  "Expand and contract: make the new name beside the old one (a column kept in step, a view under the old name), move the programs over, then take the old one away in a later migration.";

/** What is gone, what fails, and what programs that run meanwhile no longer find. */
export const lintBreakingPages: readonly FindingPage[] = [
  {
    code: "drop-table",
    title: "DROP TABLE",
    sentence: (finding) => `${named(finding)} and all of its rows are gone${lost(finding)}${cascade(finding)}`,
    why: "No rollback brings the rows back, and every program that still uses the table fails.",
    mend: "See that nothing reads or writes it any more (`db analyze` shows its scans), keep it under another name for a release, and drop it then. Silence the rule with the reason.",
  },
  {
    code: "drop-column",
    title: "DROP COLUMN",
    sentence: (finding) => `the values of ${named(finding)} are gone, and statements that name it fail`,
    why: "No rollback brings the values back. An ORM that lists its columns by name fails from that moment on.",
    mend: "Release programs that do not use the column first, then drop it in a later migration, and silence the rule with that reason.",
  },
  {
    code: "column-type-loses",
    title: "A type that rounds values or cuts them off",
    sentence: (finding) =>
      `${named(finding)} loses ${said(finding, "loses")} from ${said(finding, "from")} to ${said(finding, "to")}, without an error`,
    why: "As a numeric with fewer digits, a date or an integer, PostgreSQL rounds or cuts what is there instead of refusing it, and no rollback brings it back.",
    mend: "Say the conversion that you mean in USING (`round(price, 2)`), which this rule takes for a decision, or copy the column into a new one first. Count the rows that would change: `where price <> price::numeric(10,2)`.",
  },
  {
    code: "drop-schema",
    title: "DROP SCHEMA",
    sentence: (finding) => `the schema ${named(finding)} is gone${cascade(finding)}`,
    why: "With CASCADE every table in it goes with it.",
    mend: "Drop what is in it by name, so that a reader sees what is lost.",
  },
  {
    code: "drop-database",
    title: "DROP DATABASE",
    sentence: (finding) => `the database ${named(finding)} is gone`,
    why: "A migration is run in many places; one of them is production.",
    mend: "Take it out of the migration.",
  },
  {
    code: "drop-cascade",
    title: "CASCADE",
    sentence: (finding) => `whatever depends on ${named(finding)} is dropped too, and nothing says what that is`,
    why: "What depends on an object differs from database to database: views, foreign keys, defaults, functions.",
    mend: "Drop the dependants by name first; PostgreSQL lists them when CASCADE is left out.",
  },
  {
    code: "drop-object",
    title: "DROP of something that statements call by name",
    sentence: (finding) =>
      `statements that name the ${safeKind(finding)} ${named(finding)} fail from now on${cascade(finding)}`,
    why: "Programs that run meanwhile still use it.",
    mend: "Move the programs over first, then drop it in a later migration; to change a view or a function use CREATE OR REPLACE.",
  },
  {
    code: "drop-not-null",
    title: "DROP NOT NULL",
    sentence: (finding) => `programs that read ${named(finding)} have never met a NULL there`,
    why: "The statement itself takes an instant. Code that was written for the column as it was may not expect a NULL.",
    mend: "Release programs that can read a NULL first.",
  },
  {
    code: "truncate-table",
    title: "TRUNCATE",
    sentence: (finding) =>
      `all rows of ${named(finding)} are gone${finding.evidence["cascade"] === true ? ", and those of every table that refers to it" : ""}`,
    why: "No rollback brings the rows back once it is committed. With CASCADE tables are emptied that nobody named.",
    mend: "Name the rows that are meant in a DELETE, or silence the rule with the reason.",
  },
  {
    code: "delete-every-row",
    title: "DELETE of every row",
    sentence: (finding) => `all rows of ${named(finding)} are gone`,
    why: "A DELETE without a WHERE that narrows it is mostly a mistake, and no rollback brings the rows back.",
    mend: "Say which rows are meant, and delete many of them in batches.",
  },
  {
    code: "rename-table",
    title: "A table gets another name",
    sentence: (finding) =>
      `statements that name ${said(finding, "from")} fail; it is ${said(finding, "to")} from now on`,
    why: "Programs that run meanwhile still use the old name, and a rollback of the program needs it again.",
    mend: EXPAND,
  },
  {
    code: "rename-column",
    title: "A column gets another name",
    sentence: (finding) => `statements that name ${named(finding)} fail; it is ${said(finding, "to")} from now on`,
    why: "Programs that run meanwhile still use the old name, and a rollback of the program needs it again.",
    mend: EXPAND,
  },
  {
    code: "rename-object",
    title: "Something that statements call by name gets another one",
    sentence: (finding) =>
      `statements that name ${said(finding, "from")} fail; it is ${said(finding, "to")} from now on`,
    why: "Programs that run meanwhile still use the old name; of a schema, in every statement that names it.",
    mend: EXPAND,
  },
  {
    code: "rename-enum-value",
    title: "A value of an enum gets another name",
    sentence: (finding) =>
      `programs that say '${said(finding, "from")}' of ${named(finding)} fail, and read '${said(finding, "to")}' where they know the old word`,
    why: "The rows are as they were, but each of them is spelled anew from that moment on.",
    mend: "Add the new value, move programs and rows over, and leave the old value unused.",
  },
  {
    code: "move-to-schema",
    title: "An object moves to another schema",
    sentence: (finding) =>
      `statements that look for ${named(finding)} where it was fail; it is in ${said(finding, "schema")} from now on`,
    why: "Only programs whose search_path holds the new schema still find it.",
    mend: EXPAND,
  },
  {
    code: "required-column",
    title: "A required column without a value for the rows that are there",
    sentence: (finding) =>
      `${named(finding)} is NOT NULL without a default: the statement fails as soon as the table has a row`,
    why: "An empty table of a test takes it, production does not. Programs that insert without the column fail as well.",
    mend: "Give it a default, or add it without NOT NULL, fill it, and make it NOT NULL afterwards.",
  },
  {
    code: "enum-value-used",
    title: "A new value of an enum used at once",
    sentence: (finding) =>
      `'${said(finding, "value")}' of ${named(finding)} was added at line ${said(finding, "addedAtLine")} of the same transaction: the server refuses its use (55P04)`,
    why: "A value that ALTER TYPE … ADD VALUE adds may be used only after the transaction is committed, unless the transaction made the type itself.",
    mend: "Two files. `--fix` writes that.",
  },
  {
    code: "concurrently-in-transaction",
    title: "A statement that the server refuses inside a transaction",
    sentence: (finding) =>
      `${named(finding)} stands in a transaction that ${said(finding, "openedBy") === "runner" ? "the tool that runs the file opens" : "the file opens"}: the server refuses it`,
    why: "CONCURRENTLY, VACUUM, CREATE DATABASE and some others commit in between, so they cannot be part of a transaction.",
    mend: "Give it a file of its own, or end the transaction before it. `--fix` writes that.",
  },
  {
    code: "index-if-not-exists",
    title: "IF NOT EXISTS over an index that may be INVALID",
    sentence: (finding) =>
      `${named(finding)}: after a failed build an INVALID index of this name exists, and IF NOT EXISTS passes over it`,
    why: "A CREATE INDEX CONCURRENTLY that fails leaves an INVALID index: it costs every write and answers no query, and a unique one guards nothing. Run again, IF NOT EXISTS finds the name taken and reports success.",
    mend: "`DROP INDEX CONCURRENTLY IF EXISTS` the name first, then create it without IF NOT EXISTS. `backwright db migrate` looks for the leftover itself.",
  },
  {
    code: "duplicate-column",
    title: "A column named twice",
    sentence: (finding) => `${named(finding)} is named twice: the server refuses the statement`,
    why: "SET, the columns of an INSERT, of a table and of a view are lists in which each name stands once.",
    mend: "Keep the one that is meant.",
  },
  {
    code: "name-too-long",
    title: "A name of more than 63 bytes",
    sentence: (finding) => `${named(finding)} has ${said(finding, "bytes")} bytes; the server cuts it to 63`,
    why: "PostgreSQL keeps 63 bytes and says so only in a notice. Two long names may become the same, and tools that compare names see another one than was written.",
    mend: "Choose a shorter name.",
  },
  {
    code: "transaction-left-open",
    title: "BEGIN without COMMIT",
    sentence: () => "the transaction is never committed: when the session ends everything in it is undone",
    why: "psql ends with exit code 0, and nothing has happened. In a runner the transaction of the file swallows that of the history.",
    mend: "Add the COMMIT, or take out the BEGIN where the runner opens a transaction.",
  },
  {
    code: "transaction-nested",
    title: "A transaction inside another",
    sentence: (finding) =>
      said(finding, "openedBy") === "runner"
        ? `${named(finding)} inside the transaction that the tool that runs the file opens`
        : said(finding, "control") === "begin"
          ? "BEGIN inside a transaction: the server only warns, and the first COMMIT ends all of it"
          : "the end of a transaction that nobody has opened",
    why: "PostgreSQL has no nested transactions: a second BEGIN does nothing, and the first COMMIT ends everything; what follows is no longer protected, nor is the runner's own row.",
    mend: "One BEGIN and one COMMIT; none where the runner opens a transaction. For a part that may fail use SAVEPOINT.",
  },
];

function safeKind({ subject }: Finding): string {
  return subject.kind;
}
