import type { PostgresEnvironment } from "./environment.ts";

/** Values under the names of libpq's connection keywords: host, port, user, password, dbname, sslmode, … */
export type Settings = Readonly<Record<string, string>>;

// Source: https://www.postgresql.org/docs/current/libpq-envars.html
const VARIABLES: readonly (readonly [string, string])[] = [
  ["PGHOST", "host"],
  ["PGHOSTADDR", "hostaddr"],
  ["PGPORT", "port"],
  ["PGDATABASE", "dbname"],
  ["PGUSER", "user"],
  ["PGPASSWORD", "password"],
  ["PGPASSFILE", "passfile"],
  ["PGOPTIONS", "options"],
  ["PGSSLMODE", "sslmode"],
  ["PGSSLROOTCERT", "sslrootcert"],
  ["PGSSLCERT", "sslcert"],
  ["PGSSLKEY", "sslkey"],
  ["PGCONNECT_TIMEOUT", "connect_timeout"],
];

/** What the connection string says, over what the PG* variables say. An empty value counts as none, as with libpq. */
export function settingsOf(given: Settings, environment: PostgresEnvironment): Settings {
  const settings: Record<string, string> = {};
  for (const [variable, keyword] of VARIABLES) {
    const value = environment.env[variable];
    if (value !== undefined && value !== "") settings[keyword] = value;
  }
  if (given["host"] !== undefined) delete settings["hostaddr"];
  for (const [keyword, value] of Object.entries(given)) if (value !== "") settings[keyword] = value;
  return settings;
}
