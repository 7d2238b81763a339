import { isSameRelation } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { sqlName } from "../names.ts";
import type { Rule } from "../situation.ts";

/** Policies on a table whose row security is off: they are written and not obeyed. */
export const policyIgnored: Rule = {
  code: "policy-ignored",
  find: ({ catalog, security }) =>
    catalog.tables
      .filter(({ rowSecurity }) => !rowSecurity)
      .flatMap((table) => {
        const policies = security.policies.filter((policy) => isSameRelation(policy.table, table));
        if (policies.length === 0) return [];
        return [
          ofTable(policyIgnored.code, table, {
            severity: "error",
            evidence: { policies: policies.map(({ name }) => name) },
            fix: `ALTER TABLE ${sqlName(table)} ENABLE ROW LEVEL SECURITY;`,
          }),
        ];
      }),
};
