import { formatBytes, formatCount, isJsonObject, safeText, type Finding, type JsonValue } from "../../kit/index.ts";
import { adviceHealthPages } from "./advice-health.ts";
import { adviceIndexPages } from "./advice-indexes.ts";
import { adviceKeyPages } from "./advice-keys.ts";
import { adviceSecurityPages } from "./advice-security.ts";
import { adviceServerPages } from "./advice-server.ts";
import { adviceTypePages } from "./advice-types.ts";
import type { FindingPage } from "./page.ts";

const words = (value: JsonValue | undefined): string => safeText(typeof value === "string" ? value : "");
const list = (value: JsonValue | undefined): string =>
  Array.isArray(value) ? safeText(value.filter((item) => typeof item === "string").join(", ")) : "";
const count = (value: JsonValue | undefined): string =>
  typeof value === "number" ? formatCount(value) : "an unknown number of";
const size = (value: JsonValue | undefined): string => formatBytes(typeof value === "number" ? value : 0);
const subject = ({ subject: { name } }: Finding): string => safeText(name);

function nearMisses(value: JsonValue | undefined): string {
  const misses = Array.isArray(value) ? value.filter(isJsonObject) : [];
  const texts = misses.map((miss) => `${words(miss["index"])} (${words(miss["reason"])})`);
  return texts.length === 0 ? "" : `; ${texts.join(", ")} cannot serve it`;
}

/** What the catalogue and the query statistics of a database show. */
export const advicePages: readonly FindingPage[] = [
  {
    code: "fk-unindexed",
    title: "A foreign key without an index",
    sentence: (finding) =>
      `${subject(finding)} references ${list(finding.evidence["references"])} and has no index, on ${count(finding.evidence["rows"])} rows${nearMisses(finding.evidence["nearMisses"])}`,
    why: "PostgreSQL indexes the referenced side of a foreign key, never the referencing one. Without an index each DELETE of a referenced row, each change of its key, and each join or lookup from the parent reads the whole referencing table. An index serves when the key's columns, in any order, are its leading key columns (not INCLUDE), it is valid, it is a btree (or a hash on a single column), and it leaves out no row with a value (no predicate, or only `IS NOT NULL` on these columns). A unique index on some of the columns serves too. Of partitioned tables the parent's key is judged, by the indexes of all partitions. It is wrong to act on a small table, or where parents are never deleted and children never looked up by them: an index costs on each write.",
    mend: "Create the index with `CREATE INDEX CONCURRENTLY`, which lets writers go on. Its columns may stand in the order that other queries want.",
  },
  {
    code: "index-missing",
    title: "A slow search without an index",
    sentence: (finding) =>
      `${subject(finding)} is searched by a statement that reads ${count(finding.evidence["blocksPerCall"])} of ${count(finding.evidence["tablePages"])} pages per call and is served by no index`,
    why: "A statement of pg_stat_statements compares these columns for equality, takes at least a millisecond, touches at least half of the pages of a table of 10,000 rows or more, and by the column statistics finds at most 5 % of the rows. Where the role may read the table, the planner has confirmed that it would read it from end to end. Columns count as independent of each other: where they are correlated, fewer of them may do.",
    mend: "Create the index with `CREATE INDEX CONCURRENTLY`, then look at the statement's time again. Where the statement is rare, reading the table may be cheaper than keeping one more index.",
  },
  {
    code: "index-duplicate",
    title: "Two indexes that are the same",
    sentence: (finding) =>
      `${subject(finding)} can do nothing that ${words(finding.evidence["duplicateOf"])} cannot, and takes ${size(finding.evidence["sizeBytes"])}`,
    why: "Both have the same method, keys, operator classes, collations, directions (or all of them reversed, which a btree reads backwards), included columns, predicate and uniqueness. Each write keeps both up to date. The one that a constraint, replica identity, CLUSTER, a foreign key or a partitioned index stands on is the one that stays.",
    mend: "Drop it with `DROP INDEX CONCURRENTLY`; a second UNIQUE constraint with `ALTER TABLE … DROP CONSTRAINT`. Check first that no query hint and no `ON CONFLICT ON CONSTRAINT` names it.",
  },
  {
    code: "index-redundant",
    title: "An index that a wider one makes unnecessary",
    sentence: (finding) =>
      `${subject(finding)} is covered by ${words(finding.evidence["coveredBy"])}, and takes ${size(finding.evidence["sizeBytes"])}`,
    why: "The wider btree index begins with the same keys in the same or the reversed order, holds every included column and every row, so each search can use it instead. Unique indexes, constraints, replica identity and clustered indexes are never named. It is wrong to act where the narrow index is much smaller and much used, and of a partial index where its predicate leaves few rows (such a finding is only informative).",
    mend: "Drop it with `DROP INDEX CONCURRENTLY` at a quiet time, and keep its definition at hand.",
  },
  {
    code: "primary-key-missing",
    title: "A table without a primary key",
    sentence: (finding) => `${subject(finding)} has no primary key${candidate(finding.evidence["candidateColumns"])}`,
    why: "Without a primary key no row can be addressed for sure: rows can be doubled, nothing can reference them, logical replication cannot update or delete them, and tools that page or synchronise have nothing to go by. Partitions are not named besides their table. It is wrong to act on a table that only collects lines to be read once, such as a staging table.",
    mend: "Make an existing unique index on NOT NULL columns the key (`ADD PRIMARY KEY USING INDEX`), or add an identity column; the latter rewrites the table under an exclusive lock, so plan it for large ones.",
  },
  ...adviceIndexPages,
  ...adviceKeyPages,
  ...adviceTypePages,
  ...adviceHealthPages,
  ...adviceServerPages,
  ...adviceSecurityPages,
];

function candidate(columns: JsonValue | undefined): string {
  const names = list(columns);
  return names === "" ? "" : `; (${names}) is unique and never null`;
}
