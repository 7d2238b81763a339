import { finding, type Rule } from "./rule.ts";

/** In the planned time not every user got a connection: the load was smaller than it says. */
export const missingUsers: Rule = (facts) => {
  const { requestLimit, concurrency } = facts.settings;
  const { opened } = facts.connections;
  if (requestLimit !== null || facts.interrupted || opened >= concurrency) return [];
  return finding(facts, { code: "load-users-missing", severity: "warning", evidence: { opened, concurrency } });
};
