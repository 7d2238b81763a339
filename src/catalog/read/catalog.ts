import { isBackwrightError, isRecord } from "../../kit/index.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Session } from "../session.ts";
import { assembleTables } from "./assemble.ts";
import { readColumns } from "./columns.ts";
import { readConstraints } from "./constraints.ts";
import { readSurroundings } from "./database.ts";
import { countRows } from "./exact.ts";
import { readIndexes } from "./indexes.ts";
import { limitsOf } from "./limits.ts";
import { passOverLocked } from "./locked.ts";
import { readSequences } from "./sequences.ts";
import { readSizes } from "./sizes.ts";
import { type Ask, inSnapshot } from "./snapshot.ts";
import { readTables } from "./tables.ts";

export interface CatalogOptions {
  /** Count the rows of every table instead of estimating them: reads every table. */
  readonly exact?: boolean;
  /** Milliseconds per question; default 60,000. */
  readonly statementTimeoutMs?: number;
}

/**
 * Reads a database's catalogue with set-based queries in one read-only transaction: PostgreSQL 13 to 18, any role that
 * may connect. No row of a user's table is read, except to be counted when `exact` is asked for.
 * Errors: `database-query-failed`, `database-connection-lost`.
 *
 * @example
 * await using session = await databases.open({ url }, { readOnly: true });
 * const catalog = await readCatalog(session);
 */
export async function readCatalog(session: Session, options: CatalogOptions = {}): Promise<Catalog> {
  const { statementTimeoutMs } = options;
  const limits = statementTimeoutMs === undefined ? {} : { statementTimeoutMs };
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await inSnapshot(session, (ask) => readAll(ask, session, options), limits);
    } catch (failure) {
      if (!isLockTimeout(failure) || attempts === MOST_ATTEMPTS) throw failure;
    }
  }
}

/** A table that was locked after the locks had been looked at is passed over the next time. */
const MOST_ATTEMPTS = 3;

function isLockTimeout(failure: unknown): boolean {
  return isBackwrightError(failure) && isRecord(failure.cause) && failure.cause["sqlState"] === "55P03";
}

async function readAll(ask: Ask, session: Session, options: CatalogOptions): Promise<Catalog> {
  const locked = await passOverLocked(ask);
  const surroundings = await readSurroundings(ask, session);
  const facts = await readTables(ask);
  const tables = assembleTables(facts, {
    columns: await readColumns(ask),
    constraints: await readConstraints(ask, session.serverVersion),
    indexes: await readIndexes(ask, session.serverVersion),
    sizes: await readSizes(ask),
    counted: options.exact === true ? await countRows(ask, facts) : new Map<string, number>(),
  });
  const sequences = await readSequences(ask);
  const { database, statistics, schemas } = surroundings;
  const seen = { tables, surroundings, locked, wantedExact: options.exact === true };
  return { database, statistics, schemas, tables, sequences, limits: limitsOf(seen) };
}
