import { controlOf, spanOf } from "../transactions.ts";
import type { Rule } from "../rule.ts";

/** BEGIN without COMMIT: what follows it is undone when the session ends. */
export const transactionLeftOpen: Rule = {
  code: "transaction-left-open",
  severity: "error",
  concern: "transactions",
  check: (statement, { statements }) => {
    if (controlOf(statement) !== "begin" || statement.transaction?.openedBy !== "file") return [];
    const span = spanOf(statements, statement);
    if (span?.first !== statement.index || span.end !== undefined) return [];
    return [{ subject: { kind: "statement", name: "BEGIN" }, evidence: {} }];
  },
};
