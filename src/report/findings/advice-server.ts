import { formatBytes } from "../../kit/index.ts";
import { bytesIn, countOf, subjectOf, wordIn } from "./advice-words.ts";
import type { FindingPage } from "./page.ts";

/** Settings of the server. */
export const adviceServerPages: readonly FindingPage[] = [
  {
    code: "setting-shared-buffers",
    title: "A cache as it was installed",
    sentence: (finding) =>
      `shared_buffers is ${formatBytes(Number(finding.evidence["value"]))} with a database of ${bytesIn(finding, "databaseBytes")}`,
    why: "128 MB is what initdb sets. The database is at least eight times as large; a quarter of the machine's memory is the usual start.",
    wrongWhen: "The machine has no more memory to give.",
    mend: "`ALTER SYSTEM SET shared_buffers`, then restart. The statement's figure is a start for a machine of 4 GB.",
  },
  {
    code: "setting-random-page-cost",
    title: "Random reads as dear as on a spinning disk",
    sentence: (finding) =>
      `${subjectOf(finding)} = ${wordIn(finding, "value")}, with a database of ${bytesIn(finding, "databaseBytes")}`,
    why: "At 4 the planner prefers reading whole tables to an index where an SSD would be faster by the index. Not named for databases below 256 MB.",
    wrongWhen: "The disks do spin.",
    mend: "1.1 to 1.5 on SSDs.",
  },
  {
    code: "setting-work-mem",
    title: "Little memory for sorts that spill",
    sentence: (finding) =>
      `work_mem is low, and ${bytesIn(finding, "temporaryBytesPerDay")} of temporary files are written a day`,
    why: "Sorts and hashes beyond work_mem go to disk, and this server writes much of that.",
    wrongWhen: "The files come from index builds (maintenance_work_mem).",
    mend: "Raise it carefully: every sort of every session may take it. For one role: `ALTER ROLE … SET work_mem`.",
  },
  {
    code: "setting-max-wal-size",
    title: "Checkpoints because the log is full",
    sentence: (finding) =>
      `${countOf(finding, "checkpointsRequested")} checkpoints were forced by a full log, ${countOf(finding, "checkpointsTimed")} came by time`,
    why: "After each checkpoint the first change of a page writes it whole into the log. Most checkpoints came before their time, because max_wal_size was reached.",
    wrongWhen: "They came from one bulk load.",
    mend: "Raise max_wal_size so that checkpoints come by checkpoint_timeout.",
  },
  {
    code: "setting-track-io-timing",
    title: "Nobody measures reads and writes",
    sentence: (finding) =>
      `${subjectOf(finding)} = ${wordIn(finding, "value")}, with a database of ${bytesIn(finding, "databaseBytes")}`,
    why: "With it, EXPLAIN (ANALYZE, BUFFERS) and pg_stat_statements tell waiting for the disk from working. Not named for databases below 256 MB.",
    wrongWhen: "`pg_test_timing` shows a slow clock.",
    mend: "Switch it on; a reload is enough.",
  },
  {
    code: "setting-autovacuum-off",
    title: "No autovacuum",
    sentence: () => "autovacuum is off for the whole server",
    why: "Dead rows stay in every table and statistics grow old. Not named for databases below 256 MB.",
    mend: "Switch it on; a reload is enough.",
  },
  {
    code: "setting-fsync-off",
    title: "The server does not wait for the disk",
    sentence: () => "fsync is off: a crash can destroy the cluster",
    why: "A crash of the machine can leave a cluster that cannot be repaired. Not named for databases below 256 MB.",
    wrongWhen: "The database can be made anew from elsewhere.",
    mend: "Switch it on.",
  },
  {
    code: "setting-full-page-writes-off",
    title: "Half pages after a crash",
    sentence: () => "full_page_writes is off: a crash can leave half a page",
    why: "A page that was half written in a crash cannot be mended from the log. Not named for databases below 256 MB.",
    wrongWhen: "The file system writes pages whole (ZFS).",
    mend: "Switch it on.",
  },
  {
    code: "checksums-off",
    title: "Pages without checksums",
    sentence: () => "data checksums are off",
    why: "A disk or a memory that returns other bytes than were written is noticed late, in a result or in a backup. Since 18 initdb switches them on. Not named for databases below 256 MB.",
    wrongWhen: "The storage checks itself (ZFS, some managed services).",
    mend: "`pg_checksums --enable` while the server is stopped.",
  },
  {
    code: "statements-untracked",
    title: "No statistics of queries",
    sentence: () => "pg_stat_statements is not loaded",
    why: "Without pg_stat_statements nobody can say which query costs the time, and this report judges by the catalogue alone. Not named for databases below 256 MB.",
    wrongWhen: "Another tool watches the queries.",
    mend: "Add it to shared_preload_libraries, restart, and `CREATE EXTENSION pg_stat_statements`.",
  },
];
