/** The largest value of an integer type; undefined for any other. */
export function largestOf(type: string): bigint | undefined {
  return LARGEST.get(type);
}

const LARGEST: ReadonlyMap<string, bigint> = new Map([
  ["smallint", 32_767n],
  ["integer", 2_147_483_647n],
  ["bigint", 9_223_372_036_854_775_807n],
]);
