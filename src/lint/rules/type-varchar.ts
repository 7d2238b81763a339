import { typeRule } from "../columns.ts";

/** A length that will have to be changed one day; a check says the same and can be changed without a rewrite. */
export const typeVarchar = typeRule({
  code: "type-varchar",
  severity: "off",
  is: ({ name, modifiers }) => name === "varchar" && modifiers.length > 0,
  instead: () => "text",
});
