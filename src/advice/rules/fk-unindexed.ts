import { type ForeignKey, ownForeignKeys, type Table, type TableIndex } from "../../catalog/index.ts";
import { type Finding, groupBy, type JsonObject } from "../../kit/index.ts";
import { findsRows } from "../cover.ts";
import { createIndex } from "../create-index.ts";
import { keyOrder } from "../key-order.ts";
import { displayColumns, displayName } from "../names.ts";
import { severityOf } from "../severity.ts";
import type { Rule, Situation } from "../situation.ts";
import { timingOf, type Timing } from "../timing.ts";

/** Foreign keys whose rows cannot be found without reading the whole referencing table. */
export const fkUnindexed: Rule = {
  code: "fk-unindexed",
  find: (situation) => situation.catalog.tables.flatMap((table) => findingsOf(table, situation)),
};

function findingsOf(table: Table, situation: Situation): readonly Finding[] {
  const keys = ownForeignKeys(table).filter((key) => key.enforced);
  const bare = keys.filter((key) => uncoveredLeaves(table, key, situation).length > 0);
  // Two keys on the same columns want one index.
  const groups = groupBy(bare, (key) => key.columns.toSorted().join("\0"));
  return [...groups.values()].map((group) => findingOf(table, group, { situation, bare }));
}

/** A partitioned table is covered when every partition that holds rows is. */
function uncoveredLeaves(table: Table, key: ForeignKey, { lookup }: Situation): readonly Table[] {
  return lookup
    .leaves(table)
    .filter((leaf) => leaf.kind !== "foreign")
    .filter((leaf) => !leaf.indexes.some((index) => findsRows(index, key.columns, leaf)));
}

interface Surroundings {
  readonly situation: Situation;
  /** All keys of the table without an index: one index may serve several. */
  readonly bare: readonly ForeignKey[];
}

function findingOf(table: Table, keys: readonly ForeignKey[], { situation, bare }: Surroundings): Finding {
  const [key] = keys;
  const columns = keyOrder(key?.columns ?? [], bare);
  const timing = timingOf(situation.workload, table, columns);
  const rows = situation.lookup.rows(table);
  const parents = keys.map((one) => parentTraffic(one, situation));
  const isFelt = timing !== null || parents.some((count) => count > 0);
  return {
    code: fkUnindexed.code,
    severity: severityOf({ rows, isFelt, hasData: situation.hasData }),
    subject: { kind: "columns", name: displayColumns(table, columns) },
    evidence: {
      schema: table.schema,
      table: table.name,
      columns,
      constraints: keys.map(({ name }) => name),
      references: keys.map((one) => displayColumns(one.references, one.referencedColumns)),
      onDelete: keys.map((one) => one.onDelete),
      rows,
      rowsExact: isCounted(table, situation),
      sizeBytes: situation.lookup.leaves(table).reduce((sum, leaf) => sum + leaf.sizeBytes, 0),
      referencedDeletesAndUpdates: parents.reduce((sum, count) => sum + count, 0),
      ...partitionEvidence(table, keys, situation),
      nearMisses: nearMisses(table, columns),
      ...timingEvidence(timing),
    },
    fix: createIndex(situation, table, columns).up.join("\n"),
  };
}

const isCounted = (table: Table, { lookup }: Situation): boolean =>
  lookup.leaves(table).every(({ rows }) => rows.source === "exact");

/** Each of them looks for referencing rows. */
function parentTraffic(key: ForeignKey, { lookup }: Situation): number {
  const parent = lookup.table(key.references);
  if (parent === undefined) return 0;
  const activities = lookup.leaves(parent).map(({ activity }) => activity);
  return activities.reduce((sum, activity) => sum + (activity?.deleted ?? 0) + keyUpdates(activity, key), 0);
}

/** Updates that leave the key alone look for nothing; only with ON UPDATE is a changed key expected. */
function keyUpdates(activity: Table["activity"], key: ForeignKey): number {
  return key.onUpdate === "no-action" ? 0 : (activity?.updated ?? 0);
}

function partitionEvidence(table: Table, keys: readonly ForeignKey[], situation: Situation): JsonObject {
  const [key] = keys;
  if (table.kind !== "partitioned" || key === undefined) return {};
  return { partitionsWithoutIndex: uncoveredLeaves(table, key, situation).map(displayName) };
}

export function timingEvidence(timing: Timing | null): JsonObject {
  return {
    averageQueryMs: timing?.meanMs ?? null,
    queryCalls: timing?.calls ?? 0,
    queryStatements: timing?.statements ?? 0,
  };
}

/** Indexes that begin with a column of the key but cannot serve it, and why: so that nobody takes them for a cover. */
function nearMisses(table: Table, columns: readonly string[]): readonly JsonObject[] {
  return table.indexes
    .filter((index) => index.keys.some(({ column }) => column !== null && columns.includes(column)))
    .map((index) => ({ index: index.name, reason: reasonOf(index, columns) }));
}

function reasonOf(index: TableIndex, columns: readonly string[]): string {
  if (!index.valid || !index.ready) return "invalid";
  if (index.method !== "btree" && index.method !== "hash") return `method ${index.method}`;
  if (index.predicate !== null) return "partial";
  const isLeading = index.keys
    .slice(0, columns.length)
    .every(({ column }) => column !== null && columns.includes(column));
  if (!isLeading) return "column order";
  return index.keys.length < columns.length ? "too few columns" : "operator class or collation";
}
