import { typeRule } from "../columns.ts";

/** char(n) pads with spaces that comparisons then ignore. */
export const typeChar = typeRule({
  code: "type-char",
  severity: "warning",
  is: ({ name }) => /^(?:bpchar|char|character|nchar)$/i.test(name),
  instead: ({ modifiers: [length] }) => (length === undefined || length === 1 ? "text" : `varchar(${length})`),
});
