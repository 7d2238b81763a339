import { type Catalog, relationKey, type RelationName, type Table, type TableIndex } from "../catalog/index.ts";
import { indexName, type TakenNames } from "./index-name.ts";
import { sqlColumns, sqlName } from "./names.ts";
import { quoteIdentifier } from "../sql/index.ts";

/** A new index, forwards and back. Each statement runs outside of a transaction. */
export interface IndexChange {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** What a new index has to fit into. */
export interface IndexGround {
  readonly catalog: Catalog;
  readonly taken: TakenNames;
}

/**
 * The statements that build a btree index without blocking writers. CONCURRENTLY does not work on a partitioned table:
 * there each partition gets its index concurrently and is attached to an empty one of the parent, which becomes valid
 * with the last (PostgreSQL manual, 5.12 Table Partitioning).
 *
 * @example
 * createIndex({ catalog, taken: takenNames(catalog) }, orders, ["user_id"]).up;
 * // ["CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id);"]
 */
export function createIndex(ground: IndexGround, table: Table, columns: readonly string[]): IndexChange {
  const index = newName(ground, table, columns);
  if (table.kind !== "partitioned") return plain(index, table, columns);
  const up = canAttachAll(ground.catalog, table)
    ? attached(ground, { table, index, columns })
    : [`CREATE INDEX ${quoted(index)} ON ${sqlName(table)} (${sqlColumns(columns)});`];
  return { up, down: [`DROP INDEX IF EXISTS ${sqlName(index)};`] };
}

function newName({ taken }: IndexGround, { schema, name }: Table, columns: readonly string[]): RelationName {
  return { schema, name: indexName(name, columns, taken.get(schema) ?? new Set()) };
}

const quoted = ({ name }: RelationName): string => quoteIdentifier(name, "postgresql");

function plain(index: RelationName, table: Table, columns: readonly string[]): IndexChange {
  return {
    up: [`CREATE INDEX CONCURRENTLY ${quoted(index)} ON ${sqlName(table)} (${sqlColumns(columns)});`],
    down: [`DROP INDEX CONCURRENTLY IF EXISTS ${sqlName(index)};`],
  };
}

const partitionsOf = (catalog: Catalog, table: Table): readonly Table[] =>
  catalog.tables.filter((part) => part.partitionOf !== null && relationKey(part.partitionOf) === relationKey(table));

/** A foreign partition has no index to attach, and without all of them the parent's stays invalid. */
function canAttachAll(catalog: Catalog, table: Table): boolean {
  return partitionsOf(catalog, table).every((part) => part.kind !== "foreign" && canAttachAll(catalog, part));
}

interface Branch {
  readonly table: Table;
  readonly index: RelationName;
  readonly columns: readonly string[];
}

function attached(ground: IndexGround, { table, index, columns }: Branch): readonly string[] {
  const parts = partitionsOf(ground.catalog, table).flatMap((part) => {
    const present = attachable(part, columns);
    const child = present ?? newName(ground, part, columns);
    const up = present === undefined ? newPart(ground, { table: part, index: child, columns }) : [];
    return up.concat(`ALTER INDEX ${sqlName(index)} ATTACH PARTITION ${sqlName(child)};`);
  });
  return [`CREATE INDEX ${quoted(index)} ON ONLY ${sqlName(table)} (${sqlColumns(columns)});`, ...parts];
}

function newPart(ground: IndexGround, branch: Branch): readonly string[] {
  const { table, index, columns } = branch;
  return table.kind === "partitioned" ? attached(ground, branch) : plain(index, table, columns).up;
}

/** An index that a partition has already and that is the very same: it is attached instead of built again. */
function attachable(part: Table, columns: readonly string[]): TableIndex | undefined {
  return part.indexes.find((index) => isPlain(index) && isOn(index, columns, part));
}

function isPlain(index: TableIndex): boolean {
  const isFree = index.valid && index.partitionOf === null && index.constraint === null;
  return isFree && index.method === "btree" && !index.unique && index.predicate === null && index.include.length === 0;
}

function isOn({ keys }: TableIndex, columns: readonly string[], part: Table): boolean {
  const collationOf = (column: string): string | null =>
    part.columns.find(({ name }) => name === column)?.collation ?? null;
  return (
    keys.length === columns.length &&
    keys.every((key, place) => {
      const isDefault = key.isDefaultOperatorClass && !key.descending && !key.nullsFirst;
      return isDefault && key.column === columns[place] && key.collation === collationOf(key.column ?? "");
    })
  );
}
