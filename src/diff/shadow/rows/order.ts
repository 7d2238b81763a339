import type { SentinelTable } from "./facts.ts";

/** Tables so that one comes behind those that its foreign keys point to; a circle is broken where the walk enters it. */
export function inKeyOrder(tables: readonly SentinelTable[]): readonly SentinelTable[] {
  const ordered = new Set<SentinelTable>();
  const entered = new Set<SentinelTable>();
  const holders = holdersOf(tables);
  for (const table of tables) {
    const open = [table];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = entered.has(top) ? undefined : top;
      entered.add(top);
      const targets = next === undefined ? [] : next.keys.flatMap(({ targetOid }) => holders.get(targetOid) ?? []);
      const missing = targets.filter((target) => !entered.has(target));
      if (missing.length > 0) open.push(...missing);
      else ordered.add(open.pop() ?? top);
    }
  }
  return [...ordered];
}

/** The tables that hold the rows of a table: itself, or its partitions. */
function holdersOf(tables: readonly SentinelTable[]): ReadonlyMap<string, readonly SentinelTable[]> {
  const holders = new Map<string, SentinelTable[]>();
  for (const table of tables)
    for (const oid of [table.oid, ...table.parents]) holders.set(oid, [...(holders.get(oid) ?? []), table]);
  return holders;
}
