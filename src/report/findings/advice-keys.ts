import { countOf, listIn, shareIn, subjectOf, wordIn } from "./advice-words.ts";
import type { FindingPage } from "./page.ts";

/** Keys, what they reference, and what they can hold. */
export const adviceKeyPages: readonly FindingPage[] = [
  {
    code: "fk-narrower",
    title: "A foreign key that cannot hold every key",
    sentence: (finding) =>
      `${subjectOf(finding)} is ${wordIn(finding, "type")}, ${wordIn(finding, "references")} is ${wordIn(finding, "referencedType")}`,
    why: "The referenced table will give out a value that does not fit one day, and from then on no row can reference it. Comparing two integer types costs nothing; running out of them stops the application.",
    wrongWhen: "The referenced key will never pass the largest value of the narrow type.",
    mend: "Change the column's type. On a large table that rewrites it under an exclusive lock: add a second column, fill it in batches, and swap.",
  },
  {
    code: "fk-type-mismatch",
    title: "A foreign key of another type than its key",
    sentence: (finding) =>
      `${subjectOf(finding)} is ${wordIn(finding, "type")}, ${wordIn(finding, "references")} is ${wordIn(finding, "referencedType")}`,
    why: "PostgreSQL finds an operator for both, but joins convert one side, hash joins and some indexes are out of the question, and values that look equal are not (blanks of char(n), times of day). Domains and types of extensions are not judged.",
    wrongWhen: "The operator is of the same family and plans show an Index Cond on both sides.",
    mend: "Give it the type of the key that it references.",
  },
  {
    code: "fk-duplicate",
    title: "Two foreign keys that say the same",
    sentence: (finding) => `${subjectOf(finding)} demands what ${wordIn(finding, "duplicateOf")} demands already`,
    why: "Each INSERT, each UPDATE of the columns and each DELETE of a referenced row is checked twice. Where the two have different actions on DELETE or UPDATE, which one wins is decided by their names; then the finding has no statement to mend it.",
    mend: "Drop the one that is not validated, or whose action is not meant.",
  },
  {
    code: "fk-implied",
    title: "A foreign key that a wider one makes true already",
    sentence: (finding) =>
      `${subjectOf(finding)} demands less than ${wordIn(finding, "impliedBy")}, which references ${wordIn(finding, "references")}`,
    why: "Both reference the same table, the wider one by these columns and others that are never null: a row that satisfies it satisfies this one. Each write is checked twice. Keys to different tables that share a column (a tenant) are not named, nor a wider key whose other columns may be null.",
    wrongWhen:
      "The two have different actions on DELETE or UPDATE and both are meant; then the finding has no statement to mend it.",
    mend: "Drop the narrower one.",
  },
  {
    code: "constraint-not-valid",
    title: "A constraint that only new rows obey",
    sentence: (finding) => `${subjectOf(finding)} is NOT VALID: the rows that were there have not been looked at`,
    why: "The planner may not rely on it, and a row that breaks it stays until somebody updates it, who then gets an error about something else. NOT ENFORCED constraints and those inherited from a parent are not named.",
    wrongWhen: "It was added a moment ago and is about to be validated.",
    mend: "`ALTER TABLE … VALIDATE CONSTRAINT` reads the table while others write. Rows that break it are named by its error: mend them first.",
  },
  {
    code: "sequence-exhausting",
    title: "A sequence near its end",
    sentence: (finding) =>
      `${subjectOf(finding)}: ${wordIn(finding, "sequence")} has used ${shareIn(finding, "usedShare")} of its values (${wordIn(finding, "lastValue")} of ${wordIn(finding, "lastPossible")})`,
    why: "When the sequence or its column has no further value, every INSERT fails. The limit is the smaller of both: a bigint sequence does not help an integer column, and a wide column does not help an integer sequence. Found for serial, identity, a default of nextval, and sequences of nobody; upwards and downwards. A sequence that cycles has no end, and is not named.",
    wrongWhen: "Rows are added so seldom that the rest lasts for years.",
    mend: "Change column and sequence to bigint before it is urgent: the column's change rewrites the table under an exclusive lock, so a second column that is filled in batches is the way for large ones. Foreign keys to it need the same.",
  },
  {
    code: "key-text",
    title: "A primary key of text",
    sentence: (finding) => `${subjectOf(finding)} is the key: ${listIn(finding, "types")}`,
    why: "Each reference and each index repeats the text, and whatever gives it a meaning may change one day. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "The text is short and never changes: a country code, a currency.",
    mend: "Keep it as a UNIQUE column beside a generated key when the table is next designed.",
  },
  {
    code: "key-random",
    title: "A primary key without an order",
    sentence: (finding) => `${subjectOf(finding)} is random: ${wordIn(finding, "default")}`,
    why: "Random UUIDs put each new row on another page of the key's index: the pages do not stay in the cache, and after each checkpoint each of them is written whole into the log. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "The table is small, or nobody may guess how many rows there are.",
    mend: "`uuidv7()` (PostgreSQL 18) or a library's version 7 has the same type and an order in time.",
  },
  {
    code: "fk-nullable",
    title: "A foreign key that may be empty",
    sentence: (finding) => `${subjectOf(finding)} may be null`,
    why: "A row without a reference is a case that every query has to think of. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "The reference is optional by design.",
    mend: "`NOT NULL`, where every row has one.",
  },
  {
    code: "table-all-nullable",
    title: "A table that demands nothing",
    sentence: (finding) =>
      `${subjectOf(finding)} has ${countOf(finding, "columns")} columns beside its key, and all of them may be null`,
    why: "What no constraint says, every reader has to check. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "The table collects what others send, as it comes.",
    mend: "Add `NOT NULL` to columns that are always filled.",
  },
  {
    code: "columns-numbered",
    title: "Columns that count",
    sentence: (finding) => `${subjectOf(finding)} are a list in columns`,
    why: "A fourth value needs a migration, and a search has to name every column. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "The number is fixed by the subject: two lines of an address.",
    mend: "A table with a row per value, or an array.",
  },
  {
    code: "column-type-differs",
    title: "One name, different types",
    sentence: (finding) =>
      `${subjectOf(finding)} is ${wordIn(finding, "type")}, and ${wordIn(finding, "usualType")} in ${listIn(finding, "usualIn")}`,
    why: "Columns of one name are taken for the same thing: joins on them convert, or fail. Compared within a schema, without lengths, and not for names such as id, name or status. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "They are different things that share a word.",
    mend: "One type for one thing, or two names.",
  },
  {
    code: "table-undocumented",
    title: "A table without a comment",
    sentence: (finding) => `${subjectOf(finding)} has no comment`,
    why: "What a table is for is best said where everybody finds it. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "The documentation is elsewhere.",
    mend: "`COMMENT ON TABLE`.",
  },
  {
    code: "table-unlinked",
    title: "A table that is linked to nothing",
    sentence: (finding) => `${subjectOf(finding)} neither references a table nor is referenced`,
    why: "Either a foreign key is missing, or nobody uses it. A question of style: off unless it is switched on with `--enable`.",
    wrongWhen: "It holds settings, a log, or a queue.",
    mend: "Add the foreign key, or see who reads the table.",
  },
  {
    code: "name-long",
    title: "A name that may have been cut",
    sentence: (finding) =>
      `${subjectOf(finding)} has ${countOf(finding, "bytes")} bytes, the most that a name can have`,
    why: "PostgreSQL cuts longer names and says so in a notice only. Two names that differ behind the cut are one, and what asks for the longer name finds it, until a tool compares the texts.",
    wrongWhen: "The name has exactly 63 bytes in the migration too.",
    mend: "Choose a shorter name.",
  },
];
