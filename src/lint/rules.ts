import type { Rule } from "./rule.ts";
import { addCheckScan } from "./rules/add-check-scan.ts";
import { addColumnRewrite } from "./rules/add-column-rewrite.ts";
import { addExclusionBuild } from "./rules/add-exclusion-build.ts";
import { addForeignKeyScan } from "./rules/add-foreign-key-scan.ts";
import { addKeyBuild } from "./rules/add-key-build.ts";
import { attachPartitionScan } from "./rules/attach-partition-scan.ts";
import { clusterRewrite } from "./rules/cluster-rewrite.ts";
import { columnTypeLoses } from "./rules/column-type-loses.ts";
import { columnTypeRewrite } from "./rules/column-type-rewrite.ts";
import { concurrentlyInTransaction } from "./rules/concurrently-in-transaction.ts";
import { createIndexBlocking } from "./rules/create-index-blocking.ts";
import { ddlInDoBlock } from "./rules/ddl-in-do-block.ts";
import { definerWithoutPath } from "./rules/definer-without-path.ts";
import { deleteEveryRow } from "./rules/delete-every-row.ts";
import { detachPartitionBlocking } from "./rules/detach-partition-blocking.ts";
import { domainConstraintScan } from "./rules/domain-constraint-scan.ts";
import { domainWithConstraint } from "./rules/domain-with-constraint.ts";
import { dropCascade } from "./rules/drop-cascade.ts";
import { dropColumn } from "./rules/drop-column.ts";
import { dropDatabase } from "./rules/drop-database.ts";
import { dropIndexBlocking } from "./rules/drop-index-blocking.ts";
import { dropNotNull } from "./rules/drop-not-null.ts";
import { dropObject } from "./rules/drop-object.ts";
import { dropSchema } from "./rules/drop-schema.ts";
import { dropTable } from "./rules/drop-table.ts";
import { duplicateColumn } from "./rules/duplicate-column.ts";
import { enumValueUnordered } from "./rules/enum-value-unordered.ts";
import { enumValueUsed } from "./rules/enum-value-used.ts";
import { foreignKeyWithoutIndex } from "./rules/foreign-key-without-index.ts";
import { grantWidened } from "./rules/grant-widened.ts";
import { indexAlreadyCovered } from "./rules/index-already-covered.ts";
import { indexIfNotExists } from "./rules/index-if-not-exists.ts";
import { indexWide } from "./rules/index-wide.ts";
import { lockHeldOverWork } from "./rules/lock-held-over-work.ts";
import { lockOrder } from "./rules/lock-order.ts";
import { lockTable } from "./rules/lock-table.ts";
import { lockTimeoutMissing } from "./rules/lock-timeout-missing.ts";
import { moveToSchema } from "./rules/move-to-schema.ts";
import { nameTooLong } from "./rules/name-too-long.ts";
import { notRepeatable } from "./rules/not-repeatable.ts";
import { referencedTableLock } from "./rules/referenced-table-lock.ts";
import { refreshViewBlocking } from "./rules/refresh-view-blocking.ts";
import { reindexBlocking } from "./rules/reindex-blocking.ts";
import { renameColumn } from "./rules/rename-column.ts";
import { renameEnumValue } from "./rules/rename-enum-value.ts";
import { renameObject } from "./rules/rename-object.ts";
import { renameTable } from "./rules/rename-table.ts";
import { requiredColumn } from "./rules/required-column.ts";
import { reservedName } from "./rules/reserved-name.ts";
import { rowSecurityWithoutPolicy } from "./rules/row-security-without-policy.ts";
import { schemaMissing } from "./rules/schema-missing.ts";
import { setNotNullScan } from "./rules/set-not-null-scan.ts";
import { severalExclusiveLocks } from "./rules/several-exclusive-locks.ts";
import { statementAfterExclusiveLock } from "./rules/statement-after-exclusive-lock.ts";
import { statementTimeoutMissing } from "./rules/statement-timeout-missing.ts";
import { tableRewrite } from "./rules/table-rewrite.ts";
import { tableWithoutPrimaryKey } from "./rules/table-without-primary-key.ts";
import { transactionLeftOpen } from "./rules/transaction-left-open.ts";
import { transactionNested } from "./rules/transaction-nested.ts";
import { triggerAdded } from "./rules/trigger-added.ts";
import { truncateTable } from "./rules/truncate-table.ts";
import { typeChar } from "./rules/type-char.ts";
import { typeInt } from "./rules/type-int.ts";
import { typeJson } from "./rules/type-json.ts";
import { typeMoney } from "./rules/type-money.ts";
import { typeSerial } from "./rules/type-serial.ts";
import { typeSmallint } from "./rules/type-smallint.ts";
import { typeTimestamp } from "./rules/type-timestamp.ts";
import { typeVarchar } from "./rules/type-varchar.ts";
import { updateEveryRow } from "./rules/update-every-row.ts";
import { vacuumFullRewrite } from "./rules/vacuum-full-rewrite.ts";
import { validateHoldsLock } from "./rules/validate-holds-lock.ts";

/** Every rule, by code. */
export const rules: readonly Rule[] = [
  addCheckScan,
  addColumnRewrite,
  addExclusionBuild,
  addForeignKeyScan,
  addKeyBuild,
  attachPartitionScan,
  clusterRewrite,
  columnTypeLoses,
  columnTypeRewrite,
  concurrentlyInTransaction,
  createIndexBlocking,
  ddlInDoBlock,
  definerWithoutPath,
  deleteEveryRow,
  detachPartitionBlocking,
  domainConstraintScan,
  domainWithConstraint,
  dropCascade,
  dropColumn,
  dropDatabase,
  dropIndexBlocking,
  dropNotNull,
  dropObject,
  dropSchema,
  dropTable,
  duplicateColumn,
  enumValueUnordered,
  enumValueUsed,
  foreignKeyWithoutIndex,
  grantWidened,
  indexAlreadyCovered,
  indexIfNotExists,
  indexWide,
  lockHeldOverWork,
  lockOrder,
  lockTable,
  lockTimeoutMissing,
  moveToSchema,
  nameTooLong,
  notRepeatable,
  referencedTableLock,
  refreshViewBlocking,
  reindexBlocking,
  renameColumn,
  renameEnumValue,
  renameObject,
  renameTable,
  requiredColumn,
  reservedName,
  rowSecurityWithoutPolicy,
  schemaMissing,
  setNotNullScan,
  severalExclusiveLocks,
  statementAfterExclusiveLock,
  statementTimeoutMissing,
  tableRewrite,
  tableWithoutPrimaryKey,
  transactionLeftOpen,
  transactionNested,
  triggerAdded,
  truncateTable,
  typeChar,
  typeInt,
  typeJson,
  typeMoney,
  typeSerial,
  typeSmallint,
  typeTimestamp,
  typeVarchar,
  updateEveryRow,
  vacuumFullRewrite,
  validateHoldsLock,
];
