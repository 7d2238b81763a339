import type { Rule } from "../rule.ts";
import { textOf } from "../tree/node.ts";

/** DROP DATABASE. */
export const dropDatabase: Rule = {
  code: "drop-database",
  severity: "error",
  concern: "data-loss",
  check: ({ node: { kind, fields } }) =>
    kind === "DropdbStmt"
      ? [{ subject: { kind: "database", name: textOf(fields, "dbname") ?? "" }, evidence: {} }]
      : [],
};
