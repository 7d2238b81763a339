import { typeRule } from "../columns.ts";

/** A time without its zone: each program reads another moment out of it. */
export const typeTimestamp = typeRule({
  code: "type-timestamp",
  severity: "info",
  is: ({ name }) => name === "timestamp",
  instead: ({ modifiers: [precision] }) => (precision === undefined ? "timestamptz" : `timestamptz(${precision})`),
});
