import type { Rule } from "../rule.ts";
import { listOf, textOf, wordsOf } from "../tree/node.ts";

/** ALTER TYPE … RENAME VALUE: rows are as they were, but programs still say the old word. */
export const renameEnumValue: Rule = {
  code: "rename-enum-value",
  severity: "warning",
  concern: "running-code",
  check: ({ node: { kind, fields } }) => {
    const from = textOf(fields, "oldVal");
    if (kind !== "AlterEnumStmt" || from === undefined) return [];
    const name = wordsOf(listOf(fields, "typeName")).join(".");
    return [{ subject: { kind: "type", name }, evidence: { from, to: textOf(fields, "newVal") ?? "" } }];
  },
};
