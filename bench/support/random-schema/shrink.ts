// A failing pair made small: what can be left out of both states, or of one, while it still fails in the same way.
import type { Item } from "./item.ts";
import type { SchemaPair } from "./schema.ts";

/** Whether a pair still fails as it did, and what of it the server took. */
export type Fails = (pair: SchemaPair) => Promise<SchemaPair | undefined>;

const MOST_TRIES = 160;

export async function shrink(pair: SchemaPair, fails: Fails): Promise<SchemaPair> {
  let best = pair;
  const tries = Array.from({ length: MOST_TRIES }, (_, number) => number).values();
  const hasTries = { left: true };
  const attempt = async (candidate: SchemaPair): Promise<boolean> => {
    if (tries.next().done === true) hasTries.left = false;
    const smaller = hasTries.left ? await fails(candidate) : undefined;
    if (smaller === undefined) return false;
    best = smaller;
    return true;
  };
  const removeBy = async (size: number): Promise<boolean> => {
    let isSmaller = false;
    for (let from = 0; hasTries.left && from < keysOf(best).length;) {
      const gone = new Set(keysOf(best).slice(from, from + size));
      if (await attempt(without(best, gone))) isSmaller = true;
      else from += size;
    }
    return isSmaller;
  };
  for (let size = Math.ceil(keysOf(best).length / 2); size > 1; size = Math.floor(size / 2)) await removeBy(size);
  while (await removeBy(1));
  for (const key of keysOf(best)) {
    if (!hasTries.left) break;
    const item = best.old.find((one) => one.key === key);
    const other = best.next.find((one) => one.key === key);
    if (item?.sql === other?.sql) continue;
    if (item !== undefined) await attempt({ ...best, next: withItem(best.next, item) });
    if (item !== undefined) await attempt({ ...best, old: best.old.filter((one) => one.key !== key) });
    if (other !== undefined) await attempt({ ...best, next: best.next.filter((one) => one.key !== key) });
  }
  return best;
}

const keysOf = ({ old, next }: SchemaPair): readonly string[] => [...new Set([...old, ...next].map(({ key }) => key))];

const without = ({ old, next, kind }: SchemaPair, gone: ReadonlySet<string>): SchemaPair => ({
  old: old.filter(({ key }) => !gone.has(key)),
  next: next.filter(({ key }) => !gone.has(key)),
  kind,
});

const withItem = (items: readonly Item[], item: Item): readonly Item[] =>
  items.some(({ key }) => key === item.key)
    ? items.map((one) => (one.key === item.key ? item : one))
    : [...items, item];
