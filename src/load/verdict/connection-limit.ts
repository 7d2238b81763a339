import { finding, type Rule } from "./rule.ts";

const LEAST_SHARE = 0.01;
const OPENING: ReadonlySet<string> = new Set(["connection-refused", "connection-timeout", "connection-reset"]);

/** Some connections were opened and others were not: the server takes no more of them. */
export const connectionLimit: Rule = (facts) => {
  const { opened, failed } = facts.connections;
  const kind = facts.errors.find((error) => OPENING.has(error.kind))?.kind;
  if (opened === 0 || kind === undefined || failed < LEAST_SHARE * (opened + failed)) return [];
  return finding(facts, {
    code: "load-connection-limit",
    severity: "warning",
    evidence: { failed, opened, concurrency: facts.settings.concurrency, kind },
  });
};
