import type { Session } from "../../catalog/index.ts";
import { numberOf } from "./cells.ts";

/** The process that serves a session, as pg_locks names it. */
export async function backendOf(session: Session): Promise<number> {
  const [row] = await session.query("select pg_catalog.pg_backend_pid() as pid");
  return row === undefined ? 0 : numberOf(row, "pid");
}
