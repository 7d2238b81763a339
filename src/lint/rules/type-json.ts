import { typeRule } from "../columns.ts";

/** json has no equality: DISTINCT, GROUP BY and UNION fail on it. */
export const typeJson = typeRule({
  code: "type-json",
  severity: "warning",
  is: ({ name }) => name === "json",
  instead: () => "jsonb",
});
