/** One text per object of a schema: a JSON array of its kind and its identity. For maps; not for people, not for SQL. */
export type ObjectId = string;

/**
 * The id of an object: its kind, then what PostgreSQL tells it apart by (schema, table, name, argument types).
 *
 * @example
 * objectId("column", "public", "users", "email"); // '["column","public","users","email"]'
 */
export function objectId(kind: string, ...identity: readonly string[]): ObjectId {
  return JSON.stringify([kind, ...identity]);
}
