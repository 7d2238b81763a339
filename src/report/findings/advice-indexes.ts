import { bytesIn, countOf, listIn, shareIn, subjectOf, wordIn } from "./advice-words.ts";
import type { FindingPage } from "./page.ts";

/** Indexes that cost more than they give. */
export const adviceIndexPages: readonly FindingPage[] = [
  {
    code: "index-invalid",
    title: "An index that no query may use",
    sentence: (finding) => `${subjectOf(finding)} is invalid: writes keep it up to date and no query uses it`,
    why: "A CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY that was cancelled or failed leaves its index behind. It takes space and time on every write, an invalid UNIQUE index refuses rows, and `CREATE INDEX IF NOT EXISTS` afterwards says that all is well. On a partitioned table it means that a partition has no part of it. Indexes that are being built at the moment are not named.",
    wrongWhen: "It is being built by a session that this role cannot see (pg_stat_progress_create_index).",
    mend: "Drop it with `DROP INDEX CONCURRENTLY` and build it again, or `REINDEX INDEX CONCURRENTLY` where a constraint stands on it. For a partitioned table, build and attach the missing parts.",
  },
  {
    code: "index-unused",
    title: "An index that nothing has used",
    sentence: (finding) =>
      `${subjectOf(finding)} (${bytesIn(finding, "sizeBytes")}) was not scanned once in ${countOf(finding, "statisticsDays")} days and was written ${countOf(finding, "writes")} times`,
    why: "Its counter of scans is 0 after at least thirty days of counting, while its table was read a thousand times or more. Unique indexes, constraints and whatever serves a foreign key are never named. The counters of standbys are their own: an index that only they use shows 0 here. The severity is `info` where the server has standbys, or where their number could not be seen.",
    wrongWhen:
      "A standby uses it (look at pg_stat_user_indexes there), a job that runs once a quarter does, or the counters are younger than the server's start (they were not reset, so their age is taken from it).",
    mend: "Look at every standby, then drop it with `DROP INDEX CONCURRENTLY` and keep its definition at hand.",
  },
  {
    code: "index-bloated",
    title: "An index that is mostly empty",
    sentence: (finding) =>
      `${subjectOf(finding)} takes ${bytesIn(finding, "sizeBytes")} where its ${countOf(finding, "rows")} rows need about ${bytesIn(finding, "expectedBytes")}`,
    why: "Entries of deleted rows leave room that only new entries near them can take. The size is held against an estimate from the average widths in pg_stats, with pages nine tenths full and without deduplication, which would make it smaller still; only a factor of three and 20 MB are worth a word. Partial, expression and other indexes than btrees are not estimated.",
    wrongWhen: "`pgstatindex` of the extension pgstattuple measures a leaf density near 90 %.",
    mend: "`REINDEX INDEX CONCURRENTLY` builds it anew beside the old one. If it grows again, look at autovacuum and at long transactions.",
  },
  {
    code: "index-blocks-hot",
    title: "An index that makes each update dear",
    sentence: (finding) =>
      `${subjectOf(finding)} holds ${listIn(finding, "updatedColumns")}, which an UPDATE of the workload sets ${countOf(finding, "updatedRows")} times; only ${countOf(finding, "hotUpdates")} of ${countOf(finding, "updates")} updates stayed on their page`,
    why: "An UPDATE that changes no indexed column can put the new row beside the old one without touching any index (a heap-only tuple). An index on a column that changes all the time takes this away: each update then writes into every index of the table. Named only where pg_stat_statements shows the UPDATE that does it. BRIN indexes are left out, since 16 they do not block it.",
    wrongWhen:
      "The updates of this column are few beside others (`n_tup_newpage_upd` of pg_stat_user_tables, PostgreSQL 16, would show full pages instead), or a query needs the index more than the updates cost.",
    mend: "Drop it if nothing uses it, or replace it by a partial or BRIN index. Where pages are full, `ALTER TABLE … SET (fillfactor = 90)`.",
  },
  {
    code: "index-on-nulls",
    title: "An index of nulls",
    sentence: (finding) =>
      `${subjectOf(finding)}: ${shareIn(finding, "nullShare")} of ${countOf(finding, "rows")} entries are null`,
    why: "Nine in ten entries are for rows without a value, which hardly any query looks for. A partial index holds the others only: it is smaller, and writes of rows without a value do not touch it. It serves a foreign key as well.",
    wrongWhen: "A query looks for `IS NULL` and finds few enough rows, or sorts all rows by the column.",
    mend: "Build the index again with `WHERE … IS NOT NULL`, then drop this one.",
  },
  {
    code: "index-on-boolean",
    title: "An index on a flag",
    sentence: (finding) => `${subjectOf(finding)} is on a flag alone (${bytesIn(finding, "sizeBytes")})`,
    why: "A flag has two values: an index on it finds half of the table, which is read faster as a whole, or it is useful for the rare value only, and then a partial index on that value does the same with a fraction of the entries.",
    wrongWhen: "One value is rare, the queries look for it, and the size does not matter.",
    mend: "Build a partial index for the value that is looked for, best on the columns that those queries sort or compare by.",
  },
  {
    code: "index-on-array",
    title: "A btree on an array or a document",
    sentence: (finding) => `${subjectOf(finding)} finds only values that are equal as a whole`,
    why: "A btree compares the whole value. It cannot answer `@>`, `&&`, `= ANY (column)` or `?`. Very long values do not even fit into it (a third of a page), so that an INSERT fails one day.",
    wrongWhen: "Queries do compare whole values, or sort by them.",
    mend: "Build a GIN index and drop this one.",
  },
  {
    code: "index-predicate-empty",
    title: "A partial index that leaves nothing out",
    sentence: (finding) =>
      `${subjectOf(finding)} has a condition that every row fulfils: ${wordIn(finding, "predicate")}`,
    why: "The columns are NOT NULL, so the condition says nothing. The planner uses the index only for queries from which it can prove the condition.",
    wrongWhen: "The column is about to become nullable.",
    mend: "Build it without the condition when it is next touched.",
  },
  {
    code: "index-many",
    title: "A table with very many indexes",
    sentence: (finding) =>
      `${subjectOf(finding)} has ${countOf(finding, "indexes")} indexes (${bytesIn(finding, "indexBytes")}) on ${bytesIn(finding, "sizeBytes")} of rows and ${countOf(finding, "writes")} writes`,
    why: "Each INSERT and each UPDATE that is not heap-only writes into all of them, and each of them makes planning longer. The least used are named in the evidence.",
    wrongWhen: "The table is loaded once and read in many ways.",
    mend: "Look at the findings about duplicate, redundant and unused indexes first, then at the least used.",
  },
  {
    code: "sequential-scans",
    title: "A large table that is read as a whole again and again",
    sentence: (finding) =>
      `${subjectOf(finding)} (${countOf(finding, "rows")} rows) was read from end to end ${countOf(finding, "sequentialScans")} times, by an index ${countOf(finding, "indexScans")} times`,
    why: "At least five hundred scans, each of at least half of a table of 100,000 rows or more. The counters do not say which statement it was.",
    wrongWhen:
      "The scans are backups (pg_dump), reports that need every row, or were made before an index was built: reset the counters of this table and look again.",
    mend: "`backwright db suggest-indexes` takes the statements and proves what would help each; `backwright db explain` shows one.",
  },
  {
    code: "table-bloated",
    title: "A table that is mostly empty",
    sentence: (finding) =>
      `${subjectOf(finding)} takes ${bytesIn(finding, "sizeBytes")} where its ${countOf(finding, "rows")} rows need about ${bytesIn(finding, "expectedBytes")}`,
    why: "VACUUM makes the room of dead rows free for new rows of the same table, but gives it back only from the end. The size is held against an estimate from the average widths in pg_stats and the fill factor; TOAST is not part of it. Only 60 % and 20 MB are worth a word.",
    wrongWhen: "`pgstattuple_approx` measures less free space, or the table is about to be filled again.",
    mend: "pg_repack or pg_squeeze write it anew while it is used; `VACUUM FULL` does so under an exclusive lock. Then look why autovacuum came late.",
  },
];
