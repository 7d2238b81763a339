import type { Table } from "../../../catalog/index.ts";

/** What an index can hold: a column, or an expression over columns of one table, as SQL without the table's name. */
export type Term =
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "expression"; readonly sql: string; readonly columns: readonly string[] };

/** One text per term, for maps and comparisons. @example termKey({ kind: "column", name: "id" }); // "column id" */
export function termKey(term: Term): string {
  return term.kind === "column" ? `column ${term.name}` : `expression ${term.sql}`;
}

/** The columns that a term reads. */
export const columnsOf = (term: Term): readonly string[] => (term.kind === "column" ? [term.name] : term.columns);

/** A relation of the catalogue under the name that a query gives it. */
export interface Known {
  readonly alias: string;
  readonly table: Table;
}

export const hasColumn = (table: Table, name: string): boolean => table.columns.some((column) => column.name === name);
