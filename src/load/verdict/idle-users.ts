import { littleCheck } from "../capacity/index.ts";
import { finding, percentOf, type Rule } from "./rule.ts";

/** Little's law holds exactly for what is in flight; opening connections and the ends of a run cost some of it. */
const LEAST_PERCENT = 90;
const SHORTEST_MS = 5_000;

/** Users times time is not requests times latency: users were waiting for something else than an answer (Little, 1961). */
export const idleUsers: Rule = (facts) => {
  const { settings, requests, latency, elapsedMs, timeline } = facts;
  const isPlain =
    settings.model.kind === "closed" && settings.model.stages.length === 0 && settings.model.scenario === null;
  if (
    !isPlain ||
    facts.interrupted ||
    facts.aborted ||
    latency.all === null ||
    timeline === null ||
    elapsedMs < SHORTEST_MS
  )
    return [];
  const { perSecond } = requests;
  const { inSystem } = littleCheck({ users: settings.concurrency, perSecond, meanMs: latency.all.meanMs });
  const percent = percentOf(inSystem, settings.concurrency);
  if (percent >= LEAST_PERCENT) return [];
  return finding(facts, {
    code: "load-users-idle",
    severity: "info",
    evidence: { inFlight: Math.round(inSystem * 10) / 10, concurrency: settings.concurrency, percent },
  });
};
