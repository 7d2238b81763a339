import type { Session } from "../session.ts";
import type { DatabaseFacts, StatisticsFacts } from "../model/catalog.ts";
import { attempt } from "./attempt.ts";
import { flagCell, numberCell, optionalNumber, optionalText, textCell, timeCell } from "./cell.ts";
import { extensionRelations, TABLES, USER_SCHEMA } from "./scope.ts";
import type { Ask } from "./snapshot.ts";

/** Facts of the whole database and its server. */
export interface Surroundings {
  readonly database: DatabaseFacts;
  readonly statistics: StatisticsFacts;
  readonly schemas: readonly string[];
  readonly countsActivity: boolean;
  readonly extensionTables: number;
}

const FACTS = `SELECT pg_is_in_recovery() AS standby, current_setting('track_counts') = 'on' AS counts,
  (SELECT count(*)::int FROM ${extensionRelations(TABLES)} x) AS "extensionTables",
  (SELECT extract(epoch FROM pg_stat_get_db_stat_reset_time(d.oid))::float8 * 1000 FROM pg_database d
    WHERE d.datname = current_database()) AS "resetAt",
  (SELECT extract(epoch FROM now() - coalesce(pg_stat_get_db_stat_reset_time(d.oid), pg_postmaster_start_time()))::float8
    FROM pg_database d WHERE d.datname = current_database()) AS "ageSeconds"`;
const SCHEMAS = `SELECT n.nspname::text AS name FROM pg_namespace n
  WHERE ${USER_SCHEMA} ORDER BY n.nspname::text COLLATE "C"`;
const IDENTITY = "SELECT system_identifier::text AS id FROM pg_control_system()";

export async function readSurroundings(ask: Ask, session: Session): Promise<Surroundings> {
  const [facts = {}] = await ask(FACTS);
  const schemas = await ask(SCHEMAS);
  // Some managed servers keep the control file's functions to themselves.
  const identity = await attempt(ask, () => ask(IDENTITY));
  return {
    database: {
      serverVersion: session.serverVersion,
      name: session.database,
      user: session.user,
      where: session.where,
      systemIdentifier: identity.done ? optionalText(identity.value[0] ?? {}, "id") : null,
      isStandby: flagCell(facts, "standby"),
    },
    statistics: { resetAt: timeCell(facts, "resetAt"), ageSeconds: optionalNumber(facts, "ageSeconds") },
    schemas: schemas.map((row) => textCell(row, "name")),
    countsActivity: flagCell(facts, "counts"),
    extensionTables: numberCell(facts, "extensionTables"),
  };
}
