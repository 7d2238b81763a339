// A database as a readonly model: tables, columns, keys, indexes, row estimates; and the session through which it is read.
// Belongs here: facts of a database's catalogue. Does not: opinions about them (advice), changes to them (diff, ledger).
export type { ConnectionTarget, Databases, Row, Session, SessionOptions, SqlError } from "./session.ts";
export type { Catalog, DatabaseFacts, StatisticsFacts } from "./model/catalog.ts";
export type { Column, ColumnStatistics } from "./model/column.ts";
export type { CheckConstraint, Constraint, ForeignKey, KeyConstraint, ReferentialAction } from "./model/constraint.ts";
export type { Limit } from "./model/limit.ts";
export { isSameRelation, relationKey, type RelationName } from "./model/relation.ts";
export type { DefinerRoutine, ExposingView, ExtensionPlace, Policy, SecurityFacts } from "./model/security.ts";
export type { Sequence } from "./model/sequence.ts";
export type { RowCount, RowSource, Table, TableActivity, TableKind } from "./model/table.ts";
export type {
  Checkpoints,
  DatabaseCounters,
  PreparedTransaction,
  ReplicationSlot,
  ServerFacts,
  ServerSession,
} from "./model/server.ts";
export type { IndexKey, TableIndex } from "./model/table-index.ts";
export type { Statement, Workload, WorkloadState } from "./model/workload.ts";
export { lookupOf, ownForeignKeys, type TableLookup } from "./lookup.ts";
export { attempt, type Attempt } from "./read/attempt.ts";
export { readCatalog, type CatalogOptions } from "./read/catalog.ts";
export { inSnapshot, type Ask, type SnapshotLimits } from "./read/snapshot.ts";
export { readSecurity } from "./read/security.ts";
export { readServer } from "./read/server.ts";
export { readWorkload, unseenWorkload } from "./read/workload.ts";
