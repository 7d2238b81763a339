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
  connectionLost: defineError<{ file: string; during: string; reason: string }>("migration-connection-lost", {
    exitCode: 3,
    when: "The connection broke while a migration was being run.",
    message: ({ file, during, reason }) =>
      `${reason} It happened in ${file}, ${during}${during === "commit" ? ": it may or may not have been committed" : ""}.`,
    hint: () => "Run backwright db status to see what is applied; running migrate again is safe.",
  }),
} as const;
