import type { Relations } from "../judge/relations.ts";
import type { Comparison, Shape } from "../sql/shape.ts";

/** A foreign key between what a lookup compares and a table that a list reads. */
export interface Joined {
  /** `orders.user_id -> users.id` */
  readonly foreignKey: string;
  /** Column of the list's table whose values are looked up. */
  readonly listColumn: string;
}

/** Undefined where no foreign key joins them. */
export function joinedBy(parent: Shape, { column, table }: Comparison, { foreignKeys }: Relations): Joined | undefined {
  if (table === undefined) return undefined;
  const tables = new Set(parent.tables.map(({ name }) => name));
  for (const { from, to } of foreignKeys) {
    const foreignKey = `${from.table}.${from.column} -> ${to.table}.${to.column}`;
    if (from.table === table.name && from.column === column && tables.has(to.table))
      return { foreignKey, listColumn: to.column };
    if (to.table === table.name && to.column === column && tables.has(from.table))
      return { foreignKey, listColumn: from.column };
  }
  return undefined;
}
