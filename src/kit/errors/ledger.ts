import { defineError } from "./define.ts";

export const ledgerErrors = {
  nameUnusable: defineError<{ name: string; limit: number }>("sql-name-unusable", {
    exitCode: 2,
    when: "A name for a database object is empty, too long for the server to keep, or holds a NUL.",
    message: ({ name, limit }) =>
      `"${name.replaceAll("\0", "\\0")}" cannot be a name: 1 to ${limit} bytes without NUL.`,
    hint: () => "Choose a shorter name; a server cuts long names in silence.",
  }),
  badTitle: defineError<{ title: string; problem: string }>("migration-title", {
    exitCode: 2,
    when: "The name for a new migration cannot be the name of a file of its kind.",
    message: ({ title, problem }) => `"${title}" cannot name a migration: ${problem}.`,
    hint: () => 'Write it like backwright db create "add_user_table".',
  }),
  exists: defineError<{ title: string; path: string }>("migration-exists", {
    exitCode: 2,
    when: "A migration of the same name is in the folder already.",
    message: ({ title, path }) => `There is a migration ${title} already: ${path}.`,
    hint: () => "Choose another name, or edit that file if it has not been applied anywhere.",
  }),
  folderMissing: defineError<{ path: string }>("migrations-folder-missing", {
    exitCode: 3,
    when: "The folder of migrations does not exist.",
    message: ({ path }) => `There is no folder ${path} with migrations.`,
    hint: () => 'Make the first migration with backwright db create "name", or name the folder with --migrations DIR.',
  }),
  fileUnknown: defineError<{ file: string; folder: string; candidates: readonly string[] }>("migration-file-unknown", {
    exitCode: 2,
    when: "The named migration is in no folder, or its short name fits several files.",
    message: ({ file, folder, candidates }) =>
      candidates.length === 0
        ? `${file} names no migration in ${folder}.`
        : `${file} could be any of these in ${folder}: ${candidates.join(", ")}.`,
    hint: () =>
      "Name it as db status prints it; a file without a date becomes a migration as migrations/YYYYMMDD_title.sql.",
  }),
  badTable: defineError<{ table: string }>("migration-table-name", {
    exitCode: 2,
    when: "The name of the history table is neither a name nor schema.name.",
    message: ({ table }) => `"${table}" cannot name the history table.`,
    hint: () => "Write --table name, --table schema.name, or in double quotes as in SQL: --table 'app.\"My Table\"'.",
  }),
  noSchema: defineError<{ table: string }>("migration-no-schema", {
    exitCode: 2,
    when: "The history table was named without a schema and the search path holds none.",
    message: ({ table }) => `There is no schema in the search path for the history table ${table}.`,
    hint: ({ table }) => `Name one: --table public.${table}.`,
  }),
  foreignTable: defineError<{ table: string }>("migration-table-foreign", {
    exitCode: 2,
    when: "A table of the history's name exists and is not a history of Backwright.",
    message: ({ table }) => `${table} exists, but it is no migration history of Backwright.`,
    hint: () => "Keep the history elsewhere with --table NAME.",
  }),
  historyElsewhere: defineError<{ table: string; current: string; others: readonly string[] }>(
    "migration-history-elsewhere",
    {
      exitCode: 4,
      when: "The search path leads to no migration history, but another schema holds one: its files would be run again.",
      message: ({ table, current, others }) =>
        `The search path leads to schema ${current}, where there is no ${table}, but there is ${others.join(", ")}.`,
      hint: ({ table, current, others }) =>
        `Go on with that one: --table ${others[0] ?? table}. Or begin a history of its own: --table ${current}.${table}.`,
    },
  ),
  historyOther: defineError<{ tool: string; table: string; last: string }>("migration-history-other-tool", {
    exitCode: 4,
    when: "Our history is empty, and another tool's says that migrations of the folder have been run: they would be run again.",
    message: ({ tool, table, last }) =>
      `${tool} has run migrations of this folder already, up to ${last}, as its table ${table} says: they would be run again.`,
    hint: ({ last }) =>
      `Take its history over first: backwright db baseline ${last}. Then db migrate runs what comes after it.`,
  }),
  historyLocked: defineError<{ table: string; waited: string }>("migration-history-locked", {
    exitCode: 3,
    when: "Another session holds a lock on the table of the migration history that lets nobody read it.",
    message: ({ table, waited }) => `${table} cannot be read: another session has locked it. Waited ${waited}.`,
    hint: () => "Look for the session in pg_locks, wait for it to end, and run the command again. Nothing was changed.",
  }),
  readOnlyTarget: defineError<{ host: string; database: string; isReplica: boolean }>("migration-read-only", {
    exitCode: 3,
    when: "The server that was named is a replica, or its role or database makes every transaction read only.",
    message: ({ host, database, isReplica }) =>
      isReplica
        ? `${host} is a replica of another server: nothing can be written there.`
        : `Transactions in ${database} at ${host} are read only for this role (default_transaction_read_only).`,
    hint: ({ isReplica }) =>
      isReplica
        ? "Connect to the primary server. Nothing was changed."
        : "Take the setting from the role or the database, or lift it for this run: PGOPTIONS='-c default_transaction_read_only=off'.",
  }),
  locked: defineError<{ holder: string; waited: string }>("migration-locked", {
    exitCode: 3,
    when: "Another runner holds the lock on the migration history for longer than was to be waited.",
    message: ({ holder, waited }) => `Another migration run holds the lock: ${holder}. Waited ${waited}.`,
    hint: () => "Wait for it to end and run the command again, or wait longer with --wait 5m.",
  }),
  lockLost: defineError<{ host: string }>("migration-lock-lost", {
    exitCode: 3,
    when: "The run's advisory lock is not on the connection any more: a pooler changes backends, or a file released it.",
    message: ({ host }) =>
      `The lock of this run is not on the connection to ${host}: a pooler in transaction mode, or a file that unlocks all.`,
    hint: () => "Connect to the server itself or to the pooler's session mode; the file at hand was rolled back.",
  }),
  historyExists: defineError<{ table: string; count: number }>("migration-history-exists", {
    exitCode: 4,
    when: "A baseline was to be set in a database that has a migration history already.",
    message: ({ table, count }) => `${table} holds ${count} migration${count === 1 ? "" : "s"} already.`,
    hint: () =>
      "A baseline is for a database without a history. See backwright db status, and db repair for single rows.",
  }),
  repairUnclear: defineError<{ migrations: readonly string[]; needsDecision: boolean }>("migration-repair-unclear", {
    exitCode: 2,
    when: "A migration that is to be repaired is in order, or nobody said what it is to become.",
    message: ({ migrations, needsDecision }) =>
      needsDecision
        ? `Whether it is applied must be said: ${migrations.join(", ")}.`
        : `Nothing is to be repaired in ${migrations.join(", ")}.`,
    hint: ({ needsDecision }) =>
      needsDecision
        ? "Look at the database, then add --as applied or --as pending."
        : "backwright db repair without a name lists what can be repaired.",
  }),
  dumpProgram: defineError<{ problem: string }>("schema-dump-program", {
    exitCode: 3,
    when: "The schema was to be dumped, and there is no pg_dump that can do it.",
    message: ({ problem }) => `The schema cannot be dumped: ${problem}.`,
    hint: () => "Install the PostgreSQL client programs of the server's major version or a newer one.",
  }),
  dumpFailed: defineError<{ words: string }>("schema-dump-failed", {
    exitCode: 3,
    when: "pg_dump ended with an error.",
    message: ({ words }) => `pg_dump failed: ${words}.`,
    hint: () => "If it is a permission, connect as the owner of the objects.",
  }),
  pooler: defineError<{ host: string }>("migration-pooler", {
    exitCode: 3,
    when: "Two sessions at once were given the same server process: a pooler changes servers between transactions.",
    message: ({ host }) =>
      `${host} is a pooler that changes servers between transactions; a run's lock and settings would not hold there.`,
    hint: () => "Connect to the server itself, or to the pooler's session mode. Nothing was changed.",
  }),
  replicasBehind: defineError<{ count: number; waited: string }>("migration-replicas-behind", {
    exitCode: 3,
    when: "Replicas did not follow within the time that was to be waited for them.",
    message: ({ count, waited }) =>
      `${count} replica${count === 1 ? " has" : "s have"} not replayed what was written, after ${waited}.`,
    hint: () =>
      "What was applied stays. Run it again when they have caught up, or wait longer with --wait-replicas 10m.",
  }),
  replicasUnseen: defineError<{ user: string }>("migration-replicas-unseen", {
    exitCode: 3,
    when: "Replicas were to be waited for, and the role may not see how far they are.",
    message: ({ user }) => `${user} may not see how far replicas have come.`,
    hint: ({ user }) => `Grant it: GRANT pg_monitor TO ${user}; or leave --wait-replicas away.`,
  }),
  codeUnusable: defineError<{ path: string; problem: string }>("migration-code-unusable", {
    exitCode: 2,
    when: "A migration that is written as code cannot be loaded, or does what it must not.",
    message: ({ path, problem }) => `The migration ${path} cannot be run: ${problem}.`,
    hint: () =>
      "It exports async functions up(client) and down(client); client.query(sql, parameters) sends one statement.",
  }),
  copyUnsupported: defineError<{ file: string }>("migration-copy-unsupported", {
    exitCode: 3,
    when: "A file holds rows of COPY, and the connection cannot carry them.",
    message: ({ file }) => `The connection cannot carry the rows of COPY in ${file}.`,
    hint: () => "Write the rows as INSERT … VALUES.",
  }),
  connectionLost: defineError<{ file: string; during: string; reason: string }>("migration-connection-lost", {
    exitCode: 3,
    when: "The connection broke while a migration was being run.",
    message: ({ file, during, reason }) =>
      `${reason} It happened in ${file}, ${during}${during === "commit" ? ": it may or may not have been committed" : ""}.`,
    hint: () => "Run backwright db status to see what is applied; running migrate again is safe.",
  }),
} as const;
