import type { Policy } from "../../catalog/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { ofPart } from "../found.ts";
import { sqlName } from "../names.ts";
import { callsPerRow, calledOnce } from "../policy-calls.ts";
import type { Rule, Situation } from "../situation.ts";

const LARGE_ROWS = 10_000;

/** Policies that ask who the user is again for every row, where once per statement would do. */
export const policyPerRow: Rule = {
  code: "policy-per-row",
  find: (situation) => situation.security.policies.flatMap((policy) => judged(policy, situation)),
};

function judged(policy: Policy, { lookup }: Situation) {
  const calls = [...new Set([policy.using, policy.check].flatMap((text) => callsPerRow(text ?? "")))];
  if (calls.length === 0) return [];
  const table = lookup.table(policy.table);
  const rows = table === undefined ? null : lookup.rows(table);
  return [
    ofPart(
      policyPerRow.code,
      { table: policy.table, kind: "policy", name: policy.name },
      {
        severity: (rows ?? 0) >= LARGE_ROWS ? "warning" : "info",
        evidence: { policy: policy.name, calls, rows },
        fix: fixOf(policy),
      },
    ),
  ];
}

function fixOf({ name, table, using, check }: Policy): string {
  const parts = [
    using === null ? "" : ` USING (${calledOnce(using)})`,
    check === null ? "" : ` WITH CHECK (${calledOnce(check)})`,
  ];
  return `ALTER POLICY ${quoteIdentifier(name, "postgresql")} ON ${sqlName(table)}${parts.join("")};`;
}
