import { typeRule } from "../columns.ts";

const BIG: ReadonlyMap<string, string> = new Map([
  ["int2", "bigint"],
  ["smallserial", "bigserial"],
  ["serial2", "bigserial"],
]);

/** Two bytes are used up at 32,767, and mostly save nothing: columns are aligned. */
export const typeSmallint = typeRule({
  code: "type-smallint",
  severity: "off",
  is: ({ name }) => BIG.has(name.toLowerCase()),
  instead: ({ name }) => BIG.get(name.toLowerCase()),
});
