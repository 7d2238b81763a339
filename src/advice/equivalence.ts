import type { IndexKey, TableIndex } from "../catalog/index.ts";

/** True when both can answer exactly the same: one of them is too many. */
export function isDuplicate(a: TableIndex, b: TableIndex): boolean {
  return (
    a.method === b.method &&
    a.unique === b.unique &&
    a.nullsNotDistinct === b.nullsNotDistinct &&
    a.immediate === b.immediate &&
    a.predicate === b.predicate &&
    isSameSet(a.include, b.include) &&
    hasSameKeys(a, b)
  );
}

/** Other methods have parameters that change what they can do (pages_per_range, fastupdate): their text decides. */
function hasSameKeys(a: TableIndex, b: TableIndex): boolean {
  if (a.method !== "btree") return bodyOf(a) === bodyOf(b);
  return a.keys.length === b.keys.length && isLedBy(b.keys, a.keys);
}

/** What comes behind the names in `CREATE INDEX name ON table USING …`. */
const bodyOf = ({ definition }: TableIndex): string => definition.slice(definition.indexOf(" USING "));

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((column) => b.includes(column));

/**
 * True when the keys begin with `prefix`, in the same order or all turned round: a btree is read both ways, so
 * (a DESC) is as good as (a), and (a, b DESC) as (a DESC, b), but (a, b) is not as good as (a, b DESC).
 */
export function isLedBy(keys: readonly IndexKey[], prefix: readonly IndexKey[]): boolean {
  if (prefix.length > keys.length) return false;
  const pairs = prefix.map((key, place) => ({ key, other: keys[place] }));
  if (!pairs.every(({ key, other }) => other !== undefined && subjectOf(key) === subjectOf(other))) return false;
  const turned = pairs.map(({ key, other }) => turnOf(key, other));
  return turned.every((turn) => turn === "same") || turned.every((turn) => turn === "mirrored");
}

const subjectOf = (key: IndexKey): string =>
  JSON.stringify([key.column, key.expression, key.operatorClass, key.collation]);

function turnOf(key: IndexKey, other: IndexKey | undefined): "same" | "mirrored" | "other" {
  if (key.descending === other?.descending && key.nullsFirst === other.nullsFirst) return "same";
  return key.descending !== other?.descending && key.nullsFirst !== other?.nullsFirst ? "mirrored" : "other";
}
