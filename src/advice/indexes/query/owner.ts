import { isSameRelation, type Table } from "../../../catalog/index.ts";
import { type ColumnName, columnOf, type Source, type TablesByName } from "../../statements/index.ts";
import { expressionSql } from "./expression.ts";
import { hasColumn, type Known, type Term } from "./term.ts";
import { columnNames } from "./walk.ts";

/** The relations of a level that the catalogue knows. */
export function knownTables(sources: readonly Source[], tables: TablesByName): readonly Known[] {
  return sources.flatMap((source) => {
    const table = tableOf(source, tables);
    return table === undefined ? [] : [{ alias: source.alias, table }];
  });
}

/** A name without a schema means the only table of that name, else the one in `public`. */
export function tableOf({ schema, name }: Pick<Source, "schema" | "name">, tables: TablesByName): Table | undefined {
  const candidates = tables.get(name) ?? [];
  if (schema !== undefined) return candidates.find((table) => isSameRelation(table, { schema, name }));
  return candidates.length === 1 ? candidates[0] : candidates.find((table) => table.schema === "public");
}

/** Whose column it is; undefined where several have it, or none here (a column of an outer query). */
export function ownerOf({ alias, column }: ColumnName, known: readonly Known[]): Known | undefined {
  const owners = known.filter((one) => (alias === undefined || one.alias === alias) && hasColumn(one.table, column));
  return owners.length === 1 ? owners[0] : undefined;
}

/** What of a table a node is, when all its columns are of one table and an index could hold it. */
export interface OwnTerm {
  readonly owner: Known;
  readonly term: Term;
}

export function ownTerm(node: unknown, known: readonly Known[]): OwnTerm | undefined {
  const column = columnOf(node);
  if (column !== undefined) {
    const owner = ownerOf(column, known);
    return owner === undefined ? undefined : { owner, term: { kind: "column", name: column.column } };
  }
  const names = columnNames(node);
  const [first, ...rest] = names.map((name) => ownerOf(name, known));
  if (first === undefined || rest.some((owner) => owner !== first)) return undefined;
  const sql = expressionSql(node);
  const columns = [...new Set(names.map((name) => name.column))];
  return sql === undefined ? undefined : { owner: first, term: { kind: "expression", sql, columns } };
}
