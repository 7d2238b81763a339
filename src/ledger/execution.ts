import { classify, type Statement } from "../sql/index.ts";
import type { Execution } from "./file.ts";

/** How a file with these statements is run. A mix that cannot be run at all is reported by `statementProblems`. */
export function executionOf(statements: readonly Statement[]): Execution {
  const [only, second] = statements;
  if (only === undefined || second !== undefined) return { kind: "transaction" };
  const { transaction, words, concurrently, index } = classify(only, "postgresql");
  if (transaction !== "never" && transaction !== "sometimes") return { kind: "transaction" };
  return { kind: "alone", words, concurrently, index };
}
