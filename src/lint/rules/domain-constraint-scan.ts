import type { Rule } from "../rule.ts";
import { fieldsOf, isSet, listOf, textOf, wordsOf } from "../tree/node.ts";

/** A constraint on a domain that is in use: every table with such a column is read, and takes no writes meanwhile. */
export const domainConstraintScan: Rule = {
  code: "domain-constraint-scan",
  severity: "error",
  concern: "blocking",
  check: ({ node }, { context }) => {
    if (node.kind !== "AlterDomainStmt" || !/^[COV]$/.test(textOf(node.fields, "subtype") ?? "")) return [];
    if (isSet(fieldsOf(node.fields["def"], "Constraint"), "skip_validation")) return [];
    const name = wordsOf(listOf(node.fields, "typeName")).join(".");
    const users = context.target?.tables.filter(({ columns }) =>
      columns.some(({ type }) => type === name || type === `public.${name}`),
    );
    if (users?.length === 0) return [];
    return [{ subject: { kind: "domain", name }, evidence: { tables: users?.map((table) => table.name) ?? null } }];
  },
};
