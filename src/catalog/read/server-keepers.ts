import type { PreparedTransaction, ReplicationSlot } from "../model/server.ts";
import type { Row } from "../session.ts";
import { flagCell, numberCell, optionalNumber, textCell } from "./cell.ts";

// What keeps old rows and old WAL without anybody being connected.
export const PREPARED = `SELECT p.gid AS name, p.owner::text AS owner,
  extract(epoch FROM clock_timestamp() - p.prepared)::float8 AS "ageSeconds"
  FROM pg_prepared_xacts p WHERE p.database = current_database() ORDER BY p.prepared`;

export const SLOTS = `SELECT s.slot_name::text AS name, s.slot_type AS kind, s.active,
  pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
    s.restart_lsn)::float8 AS "retainedBytes"
  FROM pg_replication_slots s WHERE NOT s.temporary ORDER BY s.slot_name`;

export const preparedOf = (row: Row): PreparedTransaction => ({
  name: textCell(row, "name"),
  owner: textCell(row, "owner"),
  ageSeconds: numberCell(row, "ageSeconds"),
});

export const slotOf = (row: Row): ReplicationSlot => ({
  name: textCell(row, "name"),
  kind: textCell(row, "kind") === "logical" ? "logical" : "physical",
  active: flagCell(row, "active"),
  retainedBytes: optionalNumber(row, "retainedBytes"),
});
