import {
  inSnapshot,
  readCatalog,
  relationKey,
  type Session,
  type Table,
  type TableIndex,
} from "../../../catalog/index.ts";
import type { DatabaseFacts, IndexFacts, RelationFacts } from "../facts.ts";
import { readShapes, type RelationShape } from "./relations.ts";

/**
 * Reads what an API is made of: tables, views, their columns, keys and indexes. No row is read.
 * Errors: `database-query-failed`, `database-connection-lost`.
 *
 * @example
 * const facts = await readDatabase(session);
 * facts.relations.map(({ name }) => name);
 */
export async function readDatabase(session: Session): Promise<DatabaseFacts> {
  const shapes = await inSnapshot(session, readShapes);
  const { tables } = await readCatalog(session);
  const byKey = new Map(tables.map((table) => [relationKey(table), table]));
  const relations = [...shapes].map(([key, shape]) => relationFacts(shape, byKey.get(key)));
  return { name: session.database, relations };
}

function relationFacts(shape: RelationShape, table: Table | undefined): RelationFacts {
  const { schema, name, kind, comment, columns } = shape;
  const indexes = table === undefined ? shape.uniqueIndexes : table.indexes.flatMap((index) => usable(index, table));
  return { schema, name, kind, comment, columns, indexes, constraints: table?.constraints ?? [] };
}

/** None, unless every question about its columns can use it. */
function usable(index: TableIndex, table: Table): readonly IndexFacts[] {
  const { name, method, unique, immediate, predicate } = index;
  const livingBy = predicate === null ? null : livingColumn(predicate);
  if (method !== "btree" && method !== "hash") return [];
  if (!index.valid || !index.ready || (predicate !== null && livingBy === null)) return [];
  const keys = usableKeys(index, table);
  return keys.length === 0
    ? []
    : [{ name, method, unique: unique && immediate && keys.length === index.keys.length, keys, livingBy }];
}

/** `deleted_at` of `(deleted_at IS NULL)`. */
function livingColumn(predicate: string): string | null {
  return /^\(?(\w+) IS NULL\)?$/.exec(predicate)?.[1] ?? null;
}

/** The keys up to the first that is an expression, or is sorted otherwise than its column. */
function usableKeys(index: TableIndex, table: Table): IndexFacts["keys"] {
  const collations = new Map(table.columns.map((column) => [column.name, column.collation]));
  const end = index.keys.findIndex(
    (key) =>
      key.column === null ||
      !key.isDefaultOperatorClass ||
      (key.collation !== null && key.collation !== collations.get(key.column)),
  );
  const keys = end < 0 ? index.keys : index.keys.slice(0, end);
  return keys.flatMap(({ column, descending, nullsFirst }) =>
    column === null ? [] : [{ column, nullsFirst: descending ? !nullsFirst : nullsFirst }],
  );
}
