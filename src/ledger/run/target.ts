import { errors } from "../../kit/index.ts";
import { refusePooler } from "./pooler.ts";
import type { RunParts } from "./types.ts";

const STATE = `select pg_catalog.pg_is_in_recovery() as replica,
  pg_catalog.current_setting('transaction_read_only') = 'on' as read_only`;

/**
 * Makes sure that a run can be carried out there, before anybody is asked and anything is changed: the server takes writes,
 * and the session stays on one process of it. Errors: `migration-read-only`, `migration-pooler`.
 */
export async function checkTarget(parts: RunParts): Promise<void> {
  const { session } = parts;
  const [row] = await session.query(STATE);
  const isReplica = row?.["replica"] === true;
  if (isReplica || row?.["read_only"] === true)
    throw errors.ledger.readOnlyTarget({ host: session.where, database: session.database, isReplica });
  await refusePooler(parts);
}
