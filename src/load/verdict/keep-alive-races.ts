import { finding, type Rule } from "./rule.ts";

/** The server closed reused connections while a request was on its way to it. */
export const keepAliveRaces: Rule = (facts) => {
  const { keepAliveRaces: races, retriedRequests: retried } = facts.connections;
  if (races === 0) return [];
  return finding(facts, { code: "load-keep-alive-race", severity: "warning", evidence: { races, retried } });
};
