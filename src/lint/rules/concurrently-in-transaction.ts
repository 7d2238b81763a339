import { classify } from "../../sql/index.ts";
import type { Rule } from "../rule.ts";

/** A statement that the server refuses inside a transaction, inside one. */
export const concurrentlyInTransaction: Rule = {
  code: "concurrently-in-transaction",
  severity: "error",
  concern: "failure",
  check: (statement, { statements }) => {
    const { transaction } = statement;
    if (transaction === undefined || statement.node.kind === "TransactionStmt") return [];
    const { transaction: allowed, words } = classify({ ...statement, number: statement.index + 1 }, "postgresql");
    // A runner that sees such a statement alone in its file opens no transaction.
    if (allowed !== "never" || (transaction.openedBy === "runner" && statements.length === 1)) return [];
    return [
      {
        subject: { kind: "statement", name: words },
        evidence: { openedBy: transaction.openedBy },
        fix: { kind: "steps", steps: [{ sql: statement.sql, run: "outside" }] },
      },
    ];
  },
};
