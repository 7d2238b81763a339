import type { Rule } from "../rule.ts";
import { listOf, wordsOf } from "../tree/node.ts";

/** CREATE DOMAIN with a constraint: it can later be changed only by reading every table that uses it. */
export const domainWithConstraint: Rule = {
  code: "domain-with-constraint",
  severity: "off",
  concern: "design",
  check: ({ node: { kind, fields } }) => {
    const constraints = listOf(fields, "constraints").length;
    if (kind !== "CreateDomainStmt" || constraints === 0) return [];
    return [
      { subject: { kind: "domain", name: wordsOf(listOf(fields, "domainname")).join(".") }, evidence: { constraints } },
    ];
  },
};
