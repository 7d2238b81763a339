import type { ForeignKey } from "../catalog/index.ts";

/**
 * The columns of a composite key in the order that serves most: a column that is also a foreign key of its own leads,
 * so that one index answers both.
 *
 * @example
 * keyOrder(["tenant_id", "user_id"], [{ columns: ["user_id"] }]); // ["user_id", "tenant_id"]
 */
export function keyOrder(columns: readonly string[], bare: readonly Pick<ForeignKey, "columns">[]): readonly string[] {
  const alone = new Set(bare.filter((key) => key.columns.length === 1).flatMap((key) => key.columns));
  const lead = columns.find((column) => alone.has(column));
  return lead === undefined || columns.length === 1 ? columns : [lead, ...columns.filter((column) => column !== lead)];
}
