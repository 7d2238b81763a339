import { isSameRelation } from "../../catalog/index.ts";
import { ofTable } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Row security without a policy: whoever is not the owner sees no row and writes none. */
export const rowSecurityUnpolicied: Rule = {
  code: "row-security-unpolicied",
  find: (situation) =>
    ownTables(situation)
      .filter(({ rowSecurity }) => rowSecurity)
      .filter((table) => !situation.security.policies.some((policy) => isSameRelation(policy.table, table)))
      .map((table) =>
        ofTable(rowSecurityUnpolicied.code, table, { severity: "warning", evidence: { owner: table.owner } }),
      ),
};
