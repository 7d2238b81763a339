import type { Rule } from "../rule.ts";
import { commandsOf } from "../tree/commands.ts";
import { relationOf, spelled } from "../tree/names.ts";
import { treeOf } from "../tree/node.ts";

/** ENABLE ROW LEVEL SECURITY without a policy: everybody but the owner sees an empty table. */
export const rowSecurityWithoutPolicy: Rule = {
  code: "row-security-without-policy",
  severity: "warning",
  concern: "running-code",
  check: (statement, { statements }) => {
    const enabled = commandsOf(statement.node).filter(({ subtype }) => subtype === "AT_EnableRowSecurity");
    if (enabled.length === 0) return [];
    const policies = new Set(
      statements
        .filter(({ node }) => node.kind === "CreatePolicyStmt")
        .map(({ node }) => spelled(relationOf(treeOf(node.fields, "table")))),
    );
    return enabled
      .filter(({ relation }) => !policies.has(spelled(relation)))
      .map(({ relation }) => ({ subject: { kind: "table", name: spelled(relation) }, evidence: {} }));
  },
};
