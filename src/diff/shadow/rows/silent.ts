import type { Session } from "../../../catalog/index.ts";
import { textOf } from "../cells.ts";
import { refusalOf } from "../failure.ts";

const READ = "select pg_catalog.current_setting('session_replication_role') as role";

/**
 * Within a transaction: triggers, rules and foreign keys stay silent until its end. Only a superuser may say so; a session that
 * was opened with it needs not. False where neither holds.
 */
export async function silenceTriggers(session: Session): Promise<boolean> {
  const [row = {}] = await session.query(READ);
  if (textOf(row, "role") === "replica") return true;
  await session.script("SAVEPOINT silence");
  const refusal = await refusalOf(() => session.script("SET LOCAL session_replication_role = replica"));
  if (refusal !== null) await session.script("ROLLBACK TO SAVEPOINT silence");
  return refusal === null;
}
