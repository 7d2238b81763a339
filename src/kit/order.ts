/** Orders by code point: the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A comparator over one text key. */
export function byKey<Value>(key: (value: Value) => string): (a: Value, b: Value) => number {
  return (a, b) => compareText(key(a), key(b));
}

/** A sorted copy, stable and independent of the locale. */
export function sortedBy<Value>(values: Iterable<Value>, key: (value: Value) => string): readonly Value[] {
  return [...values].sort(byKey(key));
}

/** The first value of each key, in the given order. */
export function uniqueBy<Value>(values: Iterable<Value>, key: (value: Value) => string): readonly Value[] {
  const seen = new Map<string, Value>();
  for (const value of values) if (!seen.has(key(value))) seen.set(key(value), value);
  return [...seen.values()];
}

/** Values by key; keys in order of first appearance. */
export function groupBy<Value>(
  values: Iterable<Value>,
  key: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
}
