import type { Rule } from "../rule.ts";
import { isSet, textOf } from "../tree/node.ts";

/** CREATE INDEX CONCURRENTLY IF NOT EXISTS: an INVALID leftover of a failed build counts as existing. */
export const indexIfNotExists: Rule = {
  code: "index-if-not-exists",
  severity: "warning",
  concern: "failure",
  check: (statement, { statements }) => {
    const { kind, fields } = statement.node;
    if (kind !== "IndexStmt" || !isSet(fields, "concurrent") || !isSet(fields, "if_not_exists")) return [];
    const name = textOf(fields, "idxname") ?? "";
    const isDropped = statements.some(
      (earlier) => earlier.index < statement.index && earlier.node.kind === "DropStmt" && earlier.sql.includes(name),
    );
    return isDropped ? [] : [{ subject: { kind: "index", name }, evidence: {} }];
  },
};
