import type { Latency } from "../result/index.ts";
import { finding, percentOf, type Rule } from "./rule.ts";

const MOST_PERCENT = 50;

/** More time went by opening connections than waiting for answers. */
export const openingDominates: Rule = (facts) => {
  const { connect, tlsHandshake } = facts.phases;
  const opening = timeOf(connect) + timeOf(tlsHandshake);
  const percent = percentOf(opening, opening + timeOf(facts.latency.all));
  if (percent < MOST_PERCENT) return [];
  return finding(facts, {
    code: "load-opening-dominates",
    severity: "warning",
    evidence: {
      percent,
      connectMs: connect?.p50Ms ?? null,
      handshakeMs: tlsHandshake?.p50Ms ?? null,
      opened: facts.connections.opened,
      total: facts.requests.total,
    },
  });
};

const timeOf = (latency: Latency | null): number => (latency === null ? 0 : latency.count * latency.meanMs);
