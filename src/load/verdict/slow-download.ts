import { finding, percentOf, type Rule } from "./rule.ts";

const MOST_PERCENT = 50;
const SHORTEST_MS = 1;

/** Most of a request's time goes by after the first byte of its answer. */
export const slowDownload: Rule = (facts) => {
  const { download } = facts.phases;
  const { all } = facts.latency;
  if (download === null || all === null || all.meanMs < SHORTEST_MS) return [];
  const percent = percentOf(download.meanMs, all.meanMs);
  if (percent < MOST_PERCENT) return [];
  return finding(facts, {
    code: "load-slow-download",
    severity: "info",
    evidence: { percent, p50Ms: download.p50Ms, receivedBytesPerSecond: facts.transfer.receivedBytesPerSecond },
  });
};
