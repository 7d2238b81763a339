import type { Rule } from "../rule.ts";
import { listOf, textOf, wordsOf } from "../tree/node.ts";

/** ADD VALUE without BEFORE or AFTER: it sorts last. */
export const enumValueUnordered: Rule = {
  code: "enum-value-unordered",
  severity: "off",
  concern: "style",
  check: ({ node: { kind, fields } }) => {
    const value = textOf(fields, "newVal");
    if (kind !== "AlterEnumStmt" || value === undefined || textOf(fields, "oldVal") !== undefined) return [];
    if (textOf(fields, "newValNeighbor") !== undefined) return [];
    return [{ subject: { kind: "type", name: wordsOf(listOf(fields, "typeName")).join(".") }, evidence: { value } }];
  },
};
