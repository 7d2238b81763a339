import { typeRule } from "../columns.ts";

const BIG: ReadonlyMap<string, string> = new Map([
  ["int4", "bigint"],
  ["serial", "bigserial"],
  ["serial4", "bigserial"],
]);

/** Four bytes are used up at 2,147,483,647, and a wider column is a rewrite. */
export const typeInt = typeRule({
  code: "type-int",
  severity: "off",
  is: ({ name }) => BIG.has(name.toLowerCase()),
  instead: ({ name }) => BIG.get(name.toLowerCase()),
});
