import { isSameRelation, type Table } from "../../catalog/index.ts";
import { groupBy } from "../../kit/index.ts";
import { type Query, queriesOf } from "./queries.ts";
import type { ColumnName, Source } from "./scope.ts";

/** How one statement uses one table, in one of its queries. */
export interface TableUse {
  readonly table: Table;
  /** Columns compared for equality with a value. */
  readonly equality: readonly string[];
  /** Columns compared for equality with a column of another relation, or with what a query answers. */
  readonly joins: readonly string[];
  readonly ranges: readonly string[];
  /** Leading columns of ORDER BY. */
  readonly sort: readonly string[];
}

/**
 * The uses of known tables in a parse tree. Names without a schema mean the only table of that name, else the one in
 * `public`; columns without an alias belong to the only relation that has them. What stays ambiguous is left out.
 *
 * @example
 * const { parse } = await loadParser();
 * usesOf(parse("select * from orders where user_id = $1"), tablesByName(catalog.tables))[0]?.equality; // ["user_id"]
 */
export function usesOf(tree: unknown, tables: TablesByName): readonly TableUse[] {
  return queriesOf(tree).flatMap((query) => usesOfQuery(query, tables));
}

export type TablesByName = ReadonlyMap<string, readonly Table[]>;

/** Made once for many statements. */
export function tablesByName(tables: readonly Table[]): TablesByName {
  return groupBy(tables, ({ name }) => name);
}

interface Known {
  readonly alias: string;
  readonly table: Table;
}

function usesOfQuery(query: Query, tables: TablesByName): readonly TableUse[] {
  const known = query.sources.flatMap((source) => {
    const table = tableOf(source, tables);
    return table === undefined ? [] : [{ alias: source.alias, table }];
  });
  return known.map((one) => useOf(one, query, known));
}

function tableOf(source: Source, tables: TablesByName): Table | undefined {
  const candidates = tables.get(source.name) ?? [];
  const { schema, name } = source;
  if (schema !== undefined) return candidates.find((table) => isSameRelation(table, { schema, name }));
  return candidates.length === 1 ? candidates[0] : candidates.find((table) => table.schema === "public");
}

function useOf(one: Known, query: Query, known: readonly Known[]): TableUse {
  const own = (column: ColumnName): readonly string[] => (ownerOf(column, known) === one ? [column.column] : []);
  const of = (...kinds: readonly string[]): readonly string[] =>
    query.conditions.filter(({ kind }) => kinds.includes(kind)).flatMap(({ column }) => own(column));
  const using = query.using.filter((name) => hasColumn(one.table, name));
  return {
    table: one.table,
    equality: [...new Set(of("equality"))],
    joins: [...new Set([...of("join", "membership"), ...using])],
    ranges: [...new Set(of("range"))],
    sort: query.sort.flatMap(own),
  };
}

const hasColumn = (table: Table, name: string): boolean => table.columns.some((column) => column.name === name);

function ownerOf({ alias, column }: ColumnName, known: readonly Known[]): Known | undefined {
  const owners = known.filter((one) => (alias === undefined || one.alias === alias) && hasColumn(one.table, column));
  return owners.length === 1 ? owners[0] : undefined;
}
