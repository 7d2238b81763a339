import { controlOf, share } from "../transactions.ts";
import type { Rule } from "../rule.ts";

/** BEGIN without COMMIT: what follows it is undone when the session ends. */
export const transactionLeftOpen: Rule = {
  code: "transaction-left-open",
  severity: "error",
  concern: "transactions",
  check: (statement, { statements }) => {
    const last = statements.at(-1);
    if (controlOf(statement) !== "begin" || statement.transaction?.openedBy !== "file" || last === undefined) return [];
    const isFirst = !statements.some((earlier) => earlier.index < statement.index && share(earlier, statement));
    const isEnded = statements.some(
      (later) => later.index > statement.index && share(later, statement) && controlOf(later) === "end",
    );
    if (!isFirst || isEnded) return [];
    return [{ subject: { kind: "statement", name: "BEGIN" }, evidence: {} }];
  },
};
