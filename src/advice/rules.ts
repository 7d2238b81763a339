import { cacheHitLow } from "./rules/cache-hit-low.ts";
import { checksumsOff } from "./rules/checksums-off.ts";
import { columnBlob } from "./rules/column-blob.ts";
import { columnChar } from "./rules/column-char.ts";
import { columnFloatMoney } from "./rules/column-float-money.ts";
import { columnJson } from "./rules/column-json.ts";
import { columnMoney } from "./rules/column-money.ts";
import { columnSensitive } from "./rules/column-sensitive.ts";
import { columnSerial } from "./rules/column-serial.ts";
import { columnTimestampZoneless } from "./rules/column-timestamp-zoneless.ts";
import { columnTimetz } from "./rules/column-timetz.ts";
import { columnTypeDiffers } from "./rules/column-type-differs.ts";
import { columnVarchar } from "./rules/column-varchar.ts";
import { columnsNumbered } from "./rules/columns-numbered.ts";
import { connectionsMany } from "./rules/connections-many.ts";
import { constraintNotValid } from "./rules/constraint-not-valid.ts";
import { definerPathMutable } from "./rules/definer-path-mutable.ts";
import { extensionInPublic } from "./rules/extension-in-public.ts";
import { fkDuplicate } from "./rules/fk-duplicate.ts";
import { fkImplied } from "./rules/fk-implied.ts";
import { fkNarrower } from "./rules/fk-narrower.ts";
import { fkNullable } from "./rules/fk-nullable.ts";
import { fkTypeMismatch } from "./rules/fk-type-mismatch.ts";
import { fkUnindexed } from "./rules/fk-unindexed.ts";
import { indexBloated } from "./rules/index-bloated.ts";
import { indexBlocksHot } from "./rules/index-blocks-hot.ts";
import { indexDuplicate } from "./rules/index-duplicate.ts";
import { indexInvalid } from "./rules/index-invalid.ts";
import { indexMany } from "./rules/index-many.ts";
import { indexMissing } from "./rules/index-missing.ts";
import { indexOnArray } from "./rules/index-on-array.ts";
import { indexOnBoolean } from "./rules/index-on-boolean.ts";
import { indexOnNulls } from "./rules/index-on-nulls.ts";
import { indexPredicateEmpty } from "./rules/index-predicate-empty.ts";
import { indexRedundant } from "./rules/index-redundant.ts";
import { indexUnused } from "./rules/index-unused.ts";
import { keyRandom } from "./rules/key-random.ts";
import { keyText } from "./rules/key-text.ts";
import { multixactIdsAging } from "./rules/multixact-ids-aging.ts";
import { nameLong } from "./rules/name-long.ts";
import { policyIgnored } from "./rules/policy-ignored.ts";
import { policyPerRow } from "./rules/policy-per-row.ts";
import { primaryKeyMissing } from "./rules/primary-key-missing.ts";
import { queryBlocked } from "./rules/query-blocked.ts";
import { rowSecurityUnpolicied } from "./rules/row-security-unpolicied.ts";
import { sequenceExhausting } from "./rules/sequence-exhausting.ts";
import { sequentialScans } from "./rules/sequential-scans.ts";
import { settingAutovacuumOff } from "./rules/setting-autovacuum-off.ts";
import { settingFsyncOff } from "./rules/setting-fsync-off.ts";
import { settingFullPageWritesOff } from "./rules/setting-full-page-writes-off.ts";
import { settingMaxWalSize } from "./rules/setting-max-wal-size.ts";
import { settingRandomPageCost } from "./rules/setting-random-page-cost.ts";
import { settingSharedBuffers } from "./rules/setting-shared-buffers.ts";
import { settingTrackIoTiming } from "./rules/setting-track-io-timing.ts";
import { settingWorkMem } from "./rules/setting-work-mem.ts";
import { slotInactive } from "./rules/slot-inactive.ts";
import { statementsUntracked } from "./rules/statements-untracked.ts";
import { statisticsStale } from "./rules/statistics-stale.ts";
import { tableAllNullable } from "./rules/table-all-nullable.ts";
import { tableAutovacuumOff } from "./rules/table-autovacuum-off.ts";
import { tableBloated } from "./rules/table-bloated.ts";
import { tableDeadRows } from "./rules/table-dead-rows.ts";
import { tableUndocumented } from "./rules/table-undocumented.ts";
import { tableUnlinked } from "./rules/table-unlinked.ts";
import { temporaryFiles } from "./rules/temporary-files.ts";
import { transactionIdle } from "./rules/transaction-idle.ts";
import { transactionIdsAging } from "./rules/transaction-ids-aging.ts";
import { transactionLong } from "./rules/transaction-long.ts";
import { transactionPrepared } from "./rules/transaction-prepared.ts";
import { viewExposesRows } from "./rules/view-exposes-rows.ts";
import type { Rule } from "./situation.ts";

/** Every rule, in the order of their codes. */
export const rules: readonly Rule[] = [
  cacheHitLow,
  checksumsOff,
  columnBlob,
  columnChar,
  columnFloatMoney,
  columnJson,
  columnMoney,
  columnSensitive,
  columnSerial,
  columnTimestampZoneless,
  columnTimetz,
  columnTypeDiffers,
  columnVarchar,
  columnsNumbered,
  connectionsMany,
  constraintNotValid,
  definerPathMutable,
  extensionInPublic,
  fkDuplicate,
  fkImplied,
  fkNarrower,
  fkNullable,
  fkTypeMismatch,
  fkUnindexed,
  indexBloated,
  indexBlocksHot,
  indexDuplicate,
  indexInvalid,
  indexMany,
  indexMissing,
  indexOnArray,
  indexOnBoolean,
  indexOnNulls,
  indexPredicateEmpty,
  indexRedundant,
  indexUnused,
  keyRandom,
  keyText,
  multixactIdsAging,
  nameLong,
  policyIgnored,
  policyPerRow,
  primaryKeyMissing,
  queryBlocked,
  rowSecurityUnpolicied,
  sequenceExhausting,
  sequentialScans,
  settingAutovacuumOff,
  settingFsyncOff,
  settingFullPageWritesOff,
  settingMaxWalSize,
  settingRandomPageCost,
  settingSharedBuffers,
  settingTrackIoTiming,
  settingWorkMem,
  slotInactive,
  statementsUntracked,
  statisticsStale,
  tableAllNullable,
  tableAutovacuumOff,
  tableBloated,
  tableDeadRows,
  tableUndocumented,
  tableUnlinked,
  temporaryFiles,
  transactionIdle,
  transactionIdsAging,
  transactionLong,
  transactionPrepared,
  viewExposesRows,
];
