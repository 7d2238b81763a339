import { typeRule } from "../columns.ts";

/** money has the currency and the digits of the server's locale. */
export const typeMoney = typeRule({
  code: "type-money",
  severity: "warning",
  is: ({ name }) => name === "money",
  instead: () => "numeric",
});
