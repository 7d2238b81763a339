import { errors, formatDuration } from "../../kit/index.ts";
import type { RunParts } from "./types.ts";

const POLL_MS = 250;
// An archiver (pg_receivewal) streams, too, and replays nothing: it has no such position.
const BEHIND = `
  select pg_catalog.count(*)::int as behind from pg_catalog.pg_stat_replication r
  where r.state = 'catchup' or (r.state = 'streaming' and r.replay_lsn < $1::pg_lsn)`;

/**
 * Waits until every streaming replica has replayed what has been written so far. Errors: `migration-replicas-behind` after
 * the time, `migration-replicas-unseen` where the role may not look.
 */
export async function awaitReplicas({ session, clock, signal, replicasMs, observe }: RunParts): Promise<void> {
  if (replicasMs === undefined) return;
  const [here] = await session.query(
    `select pg_catalog.pg_current_wal_lsn()::text as lsn,
       pg_catalog.pg_has_role(session_user, 'pg_monitor', 'usage') as may_look`,
  );
  if (here?.["may_look"] !== true) throw errors.ledger.replicasUnseen({ user: session.user });
  const deadline = clock.monotonicMs() + replicasMs;
  for (let polls = 0; ; polls += 1) {
    const [row] = await session.query(BEHIND, [here["lsn"]]);
    const behind = Number(row?.["behind"] ?? 0);
    if (behind === 0) return;
    if (polls === 0) observe({ kind: "replicas", behind });
    if (clock.monotonicMs() >= deadline)
      throw errors.ledger.replicasBehind({ count: behind, waited: formatDuration(replicasMs) });
    await clock.sleep(POLL_MS, signal);
  }
}
