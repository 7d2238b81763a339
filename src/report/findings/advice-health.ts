import { bytesIn, countOf, listIn, momentIn, secondsIn, shareIn, subjectOf, wordIn } from "./advice-words.ts";
import type { FindingPage } from "./page.ts";

/** How a running database is doing. */
export const adviceHealthPages: readonly FindingPage[] = [
  {
    code: "table-dead-rows",
    title: "Dead rows that nobody clears away",
    sentence: (finding) =>
      `${subjectOf(finding)} has ${countOf(finding, "deadRows")} dead rows beside ${countOf(finding, "liveRows")} live ones; last vacuumed: ${momentIn(finding, "lastVacuumedAt")}`,
    why: "Every scan reads them, and indexes point at them. Autovacuum comes at a fifth; a third says that it does not keep up, is switched off, or may not remove them because of an old transaction, a replication slot or a prepared transaction.",
    wrongWhen: "VACUUM is running at the moment (pg_stat_progress_vacuum).",
    mend: "`VACUUM (ANALYZE)`; then `autovacuum_vacuum_scale_factor` of the table, and the findings about old transactions and slots.",
  },
  {
    code: "table-autovacuum-off",
    title: "A table without autovacuum",
    sentence: (finding) => `${subjectOf(finding)} has ${listIn(finding, "options")}`,
    why: "Dead rows stay and statistics grow old until somebody thinks of it. Only the vacuum against the end of transaction ids still comes, at a time that nobody chose.",
    wrongWhen: "A job vacuums and analyzes it after each load.",
    mend: "`ALTER TABLE … RESET (autovacuum_enabled)`, and a scale factor that fits.",
  },
  {
    code: "statistics-stale",
    title: "Statistics of another table",
    sentence: (finding) =>
      `${subjectOf(finding)}: ${countOf(finding, "modifiedSinceAnalyze")} of ${countOf(finding, "rows")} rows changed since it was analyzed (${momentIn(finding, "lastAnalyzedAt")})`,
    why: "The planner judges by what ANALYZE has seen. A third of the rows has changed since, three times as much as autovacuum waits for, and it has had ten minutes since. Rows that were loaded in the same transaction as the ANALYZE are not counted.",
    wrongWhen: "The changes left the distribution of the values as it was.",
    mend: "`ANALYZE`, and see why autovacuum has not done so.",
  },
  {
    code: "transaction-ids-aging",
    title: "Transaction ids are running out",
    sentence: (finding) =>
      `the oldest row of ${subjectOf(finding)} is ${countOf(finding, "age")} transactions old, ${countOf(finding, "left")} are left`,
    why: "When two thousand million transactions have passed since the oldest row that is not frozen, the server takes no more writes. Autovacuum starts at autovacuum_freeze_max_age; half as much again says that it does not get through.",
    wrongWhen: "A VACUUM (FREEZE) of the oldest tables is running.",
    mend: "`VACUUM (FREEZE)` of the oldest tables, after ending what keeps old rows: long transactions, prepared ones, slots.",
  },
  {
    code: "multixact-ids-aging",
    title: "Multixact ids are running out",
    sentence: (finding) =>
      `the oldest shared row lock of ${subjectOf(finding)} is ${countOf(finding, "age")} ids old, ${countOf(finding, "left")} are left`,
    why: "Rows that several transactions lock at once (foreign keys do so) use up ids of their own, with the same end as transaction ids.",
    wrongWhen: "A VACUUM (FREEZE) of the oldest tables is running.",
    mend: "`VACUUM (FREEZE)` of the oldest tables.",
  },
  {
    code: "transaction-long",
    title: "A long transaction",
    sentence: (finding) =>
      `${subjectOf(finding)} has been in one transaction for ${secondsIn(finding, "transactionSeconds")}`,
    why: "Rows that were deleted or changed since it began cannot be cleared away, in no table of the database, and its locks stay.",
    wrongWhen: "It is a backup, or a migration that somebody watches.",
    mend: "Cancel it, or split its work. `statement_timeout` and `transaction_timeout` (17) bound it.",
  },
  {
    code: "transaction-idle",
    title: "A transaction that does nothing",
    sentence: (finding) =>
      `${subjectOf(finding)} has been ${wordIn(finding, "state")} for ${secondsIn(finding, "stateSeconds")}`,
    why: "It holds its locks and keeps old rows, while its program waits for something else, or has forgotten it.",
    wrongWhen: "A person is working in it by hand.",
    mend: "End it, and set `idle_in_transaction_session_timeout`. In the program: no call to another service between BEGIN and COMMIT.",
  },
  {
    code: "query-blocked",
    title: "A session waits for a lock",
    sentence: (finding) =>
      `${subjectOf(finding)} has been waiting for ${secondsIn(finding, "stateSeconds")}, behind ${listIn(finding, "blockers")}`,
    why: "Whoever comes behind it and wants the same table waits too. The text of nobody's statement is shown here.",
    wrongWhen: "It has gone on in the meantime.",
    mend: "Cancel what blocks it, which the statement does, or wait. `lock_timeout` keeps a migration from queueing up.",
  },
  {
    code: "transaction-prepared",
    title: "A prepared transaction that nobody ends",
    sentence: (finding) =>
      `${subjectOf(finding)} was prepared ${secondsIn(finding, "ageSeconds")} ago by ${wordIn(finding, "owner")}`,
    why: "Its locks and its old rows outlive every restart, and no session shows it.",
    wrongWhen: "Its transaction manager is about to end it.",
    mend: "`COMMIT PREPARED` or `ROLLBACK PREPARED`; `max_prepared_transactions = 0` where nobody uses them.",
  },
  {
    code: "slot-inactive",
    title: "A replication slot without a reader",
    sentence: (finding) => `${subjectOf(finding)} keeps ${bytesIn(finding, "retainedBytes")} of log for nobody`,
    why: "The server keeps the log from the slot's position on until its disk is full, and logical slots keep old rows of the catalogue.",
    wrongWhen: "The standby or consumer is restarting.",
    mend: "Start its reader, or drop it. `max_slot_wal_keep_size` bounds what slots may keep.",
  },
  {
    code: "cache-hit-low",
    title: "Much is read past the cache",
    sentence: (finding) => `${subjectOf(finding)}: ${shareIn(finding, "hitShare")} of the blocks came from the cache`,
    why: "What the server's cache does not have comes from the system's, or from the disk. The share is over the whole time of counting.",
    wrongWhen: "The reads are backups or rare reports, or the system's cache has them.",
    mend: "More shared_buffers, or fewer blocks: see sequential scans and missing indexes first.",
  },
  {
    code: "temporary-files",
    title: "Sorts that do not fit into memory",
    sentence: (finding) => `${subjectOf(finding)} writes ${bytesIn(finding, "bytesPerDay")} of temporary files a day`,
    why: "Sorts, hashes and index builds that are larger than work_mem go to disk.",
    wrongWhen: "They are index builds or one nightly report.",
    mend: "`log_temp_files = 0` names the statements. Raise work_mem for those sessions, or give them an index in the order that they sort by.",
  },
  {
    code: "connections-many",
    title: "Very many connections",
    sentence: (finding) => `${countOf(finding, "used")} of ${countOf(finding, "most")} connections are in use`,
    why: "The one after the last is refused. Each is a process, and each snapshot looks at all of them.",
    wrongWhen: "The peak is over, and was the highest that is ever reached.",
    mend: "A pool: in the program, or pgbouncer in transaction mode.",
  },
];
