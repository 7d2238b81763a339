import { createHash } from "node:crypto";
import type { Catalog } from "../catalog/index.ts";

const MOST_BYTES = 63;

/**
 * `idx_<table>_<columns>`, at most 63 bytes (the rest of a longer one becomes eight hexadecimal digits of its SHA-256),
 * and not one of `taken`.
 *
 * @example
 * indexName("orders", ["user_id"], new Set()); // "idx_orders_user_id"
 */
export function indexName(table: string, columns: readonly string[], taken: ReadonlySet<string>): string {
  const wanted = `idx_${table}_${columns.join("_")}`;
  let name = shortened(wanted);
  for (let count = 2; taken.has(name); count += 1) name = shortened(`${wanted}_${count}`);
  return name;
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  let head = name;
  while (Buffer.byteLength(head) > MOST_BYTES - 9) head = head.slice(0, -1);
  return `${head.replace(/[\uD800-\uDBFF]$/, "")}_${digest}`;
}

/** The names of each schema that a new index cannot have. */
export type TakenNames = ReadonlyMap<string, ReadonlySet<string>>;

export function takenNames(catalog: Catalog): TakenNames {
  const relations = [...catalog.tables, ...catalog.tables.flatMap((table) => table.indexes), ...catalog.sequences];
  const names = new Map<string, Set<string>>();
  for (const { schema, name } of relations) names.set(schema, (names.get(schema) ?? new Set()).add(name));
  return names;
}
