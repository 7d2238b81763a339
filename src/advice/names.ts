import type { RelationName } from "../catalog/index.ts";
import { quoteIdentifier, quoteName } from "../sql/index.ts";

/** A relation as SQL, with its schema. @example sqlName({ schema: "public", name: "user" }); // 'public."user"' */
export function sqlName(relation: RelationName): string {
  return quoteName(relation, "postgresql");
}

/** Columns as SQL. @example sqlColumns(["id", "Name"]); // 'id, "Name"' */
export function sqlColumns(columns: readonly string[]): string {
  return columns.map((column) => quoteIdentifier(column, "postgresql")).join(", ");
}

/** A relation for people: the schema is said where it is not `public`. */
export function displayName({ schema, name }: RelationName): string {
  return schema === "public" ? name : `${schema}.${name}`;
}

/**
 * Columns of a relation for people.
 *
 * @example
 * displayColumns(orders, ["user_id"]); // "orders.user_id"
 * displayColumns(items, ["order_id", "product_id"]); // "order_items(order_id, product_id)"
 */
export function displayColumns(relation: RelationName, columns: readonly string[]): string {
  const table = displayName(relation);
  return columns.length === 1 ? `${table}.${columns.join("")}` : `${table}(${columns.join(", ")})`;
}
