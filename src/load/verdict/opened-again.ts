import { finding, percentOf, type Facts, type Rule } from "./rule.ts";

const OFTEN_PERCENT = 10;

/** The server ends connections so often that opening them is part of the load. */
export const reconnects = ({ settings, connections, requests }: Facts): boolean =>
  settings.keepAlive && percentOf(connections.opened - settings.concurrency, requests.total) > OFTEN_PERCENT;

/** Connections that could have been reused were not. */
export const openedAgain: Rule = (facts) => {
  if (!reconnects(facts)) return [];
  const { opened } = facts.connections;
  return finding(facts, {
    code: "load-keep-alive-missing",
    severity: "warning",
    evidence: { opened, concurrency: facts.settings.concurrency, total: facts.requests.total },
  });
};
