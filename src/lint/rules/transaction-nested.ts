import { controlOf, spanOf } from "../transactions.ts";
import type { Rule } from "../rule.ts";

/** BEGIN inside a transaction, or an end of one that somebody else opened or nobody did. */
export const transactionNested: Rule = {
  code: "transaction-nested",
  severity: "warning",
  concern: "transactions",
  check: (statement, { statements }) => {
    const control = controlOf(statement);
    if (control === undefined || control === "chain") return [];
    const openedBy = statement.transaction?.openedBy;
    const isFirst = spanOf(statements, statement)?.first === statement.index;
    const isFine = control === "begin" ? openedBy === "file" && isFirst : openedBy === "file";
    if (isFine) return [];
    const name = control === "begin" ? "BEGIN" : "COMMIT";
    return [{ subject: { kind: "statement", name }, evidence: { control, openedBy: openedBy ?? null } }];
  },
};
