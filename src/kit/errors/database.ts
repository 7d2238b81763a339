import { defineError } from "./define.ts";

export const databaseErrors = {
  badUrl: defineError<{ url: string; reason: string }>("database-bad-url", {
    exitCode: 2,
    when: "A connection string cannot be understood or names an engine that is not supported.",
    message: ({ url, reason }) => `The connection ${url} cannot be used: ${reason}.`,
    hint: () => "Write it as postgres://user:password@host:5432/database.",
  }),
  noConnection: defineError<{ host: string; reason: string }>("database-unreachable", {
    exitCode: 3,
    when: "The database server does not answer or refuses the login.",
    message: ({ host, reason }) => `Cannot connect to ${host}: ${reason}.`,
    hint: () => "Check that the server runs and that host, port, user and password are right.",
  }),
  lost: defineError<{ host: string; reason: string }>("database-connection-lost", {
    exitCode: 3,
    when: "The connection broke while a command was using it.",
    message: ({ host, reason }) => `The connection to ${host} was lost: ${reason}.`,
    hint: () => "Run the command again; what was in a transaction has been rolled back by the server.",
  }),
  queryFailed: defineError<{ sqlState: string; message: string; position?: string | undefined }>(
    "database-query-failed",
    {
      exitCode: 3,
      when: "The server refused a statement that Backwright sent.",
      message: ({ sqlState, message }) => `The server answered ${sqlState}: ${message}.`,
      hint: () => "If it is a permission, grant it or connect as another role.",
    },
  ),
  driverMissing: defineError<{ driver: string; engine: string }>("database-driver-missing", {
    exitCode: 3,
    when: "The optional driver package of the database engine is not installed.",
    message: ({ driver, engine }) => `${engine} needs the package ${driver}, which is not installed.`,
    hint: ({ driver }) => `Run npm install ${driver}.`,
  }),
  schemaFile: defineError<{ place: string; message: string; sqlState: string; refused?: string | undefined }>(
    "schema-file-broken",
    {
      exitCode: 2,
      when: "A file of SQL that was given as a schema holds a statement that PostgreSQL refuses.",
      message: ({ place, message, sqlState, refused }) =>
        `${place}: ${message} (${sqlState})${refused === undefined ? "" : `; refused before it for want of a superuser's rights: ${refused}`}`,
      hint: () => "Mend the statement; the file is run from its first line to its last in an empty database.",
    },
  ),
  schemaRefused: defineError<{ place: string; title: string; message: string }>("schema-file-refused", {
    exitCode: 4,
    when: "A schema file holds a statement that needs a superuser's rights, and tables may depend on it.",
    message: ({ place, title, message }) => `${place}: ${title} was refused: ${message}.`,
    hint: () =>
      "A schema file is run without a superuser's rights, whatever it asks for. Take the statement out, or analyze a database that has run it with --connection.",
  }),
  schemaEndless: defineError<{ place: string; limit: string }>("schema-file-endless", {
    exitCode: 2,
    when: "Loading a schema file took longer, or filled more space, than it may.",
    message: ({ place, limit }) => `${place}: stopped, because ${limit}.`,
    hint: () => "Take the statement out; if it only needs more time, raise --timeout.",
  }),
  schemaEngine: defineError<{ engine: string }>("schema-engine-unsafe", {
    exitCode: 4,
    when: "A schema file would be loaded into PGlite, which cannot keep a stranger's file apart, without having been asked for it.",
    message: ({ engine }) =>
      `No PostgreSQL program runs here, and ${engine} would run the file with all rights inside this process.`,
    hint: () => "Install a PostgreSQL (backwright doctor says how), or add --engine pglite for a file that you trust.",
  }),
  schemaEmpty: defineError<{ path: string }>("schema-files-none", {
    exitCode: 2,
    when: "A folder that was given as a schema holds no .sql file.",
    message: ({ path }) => `${path} holds no .sql file.`,
    hint: () => "Name a file of SQL, or a folder that has some.",
  }),
  notGiven: defineError<{ command: string }>("database-not-given", {
    exitCode: 2,
    when: "No connection was given by flag, environment, .env or configuration.",
    message: ({ command }) => `${command} needs a database and none was named.`,
    hint: () => "Use --connection URL, or set DATABASE_URL in the environment or in .env.",
  }),
} as const;
