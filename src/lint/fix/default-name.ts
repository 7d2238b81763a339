const MOST_BYTES = 63;

/**
 * The name that PostgreSQL itself would choose for a key or a check, cut to what fits.
 *
 * @example
 * defaultName("orders", ["user_id"], "fkey"); // "orders_user_id_fkey"
 */
export function defaultName(table: string, columns: readonly string[], suffix: string): string {
  const name = [table, ...columns].join("_");
  let cut = name;
  while (Buffer.byteLength(`${cut}_${suffix}`) > MOST_BYTES) cut = Array.from(cut).slice(0, -1).join("");
  return `${cut}_${suffix}`;
}
