import { finding, type Rule } from "./rule.ts";

/** The server sent more than its answer's length said. */
export const surplusBytes: Rule = (facts) => {
  const { surplus } = facts.connections;
  return surplus === 0
    ? []
    : finding(facts, { code: "load-surplus-bytes", severity: "warning", evidence: { connections: surplus } });
};
