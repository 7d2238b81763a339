// What follows from a run's figures, a rule per file. The first finding is the report's recommendation.
// Belongs here: findings as data. Does not: figures (the load room) and English (report/findings).
import { aborted } from "./aborted.ts";
import { brokenExpectation } from "./broken-expectation.ts";
import { brokenThresholds } from "./broken-thresholds.ts";
import { busyGenerator } from "./busy-generator.ts";
import { connectionLimit } from "./connection-limit.ts";
import { failedChecks } from "./failed-checks.ts";
import { failedRequests } from "./failed-requests.ts";
import { fewSamples } from "./few-samples.ts";
import { idleUsers } from "./idle-users.ts";
import { invalid } from "./invalid.ts";
import { keepAliveRaces } from "./keep-alive-races.ts";
import { localLimit } from "./local-limit.ts";
import { longTail } from "./long-tail.ts";
import { longWarmUp } from "./long-warm-up.ts";
import { missedRate } from "./missed-rate.ts";
import { missingRateLimit } from "./missing-rate-limit.ts";
import { missingUsers } from "./missing-users.ts";
import { noSuccess } from "./no-success.ts";
import { notSteady } from "./not-steady.ts";
import { openedAgain } from "./opened-again.ts";
import { openingDominates } from "./opening-dominates.ts";
import { p99Target } from "./p99-target.ts";
import { rateLimited } from "./rate-limited.ts";
import { redirected } from "./redirected.ts";
import { refused } from "./refused.ts";
import type { Facts, LoadFinding, Rule } from "./rule.ts";
import { saturated } from "./saturated.ts";
import { seenRateLimit } from "./seen-rate-limit.ts";
import { slowDownload } from "./slow-download.ts";
import { slowFirstByte } from "./slow-first-byte.ts";
import { surplusBytes } from "./surplus-bytes.ts";
import { twoModes } from "./two-modes.ts";
import { unfinished } from "./unfinished.ts";
import { wideInterval } from "./wide-interval.ts";

interface Placed {
  readonly rule: Rule;
  /** It concludes something about the server from times, which a starved generator has made up. */
  readonly needsValid?: boolean;
}

// In the order of what a reader has to know first.
const RULES: readonly Placed[] = [
  { rule: invalid },
  { rule: brokenExpectation },
  { rule: missingRateLimit },
  { rule: seenRateLimit },
  { rule: refused },
  { rule: noSuccess },
  { rule: redirected },
  { rule: p99Target },
  { rule: brokenThresholds },
  { rule: aborted },
  { rule: failedRequests },
  { rule: failedChecks },
  { rule: rateLimited },
  { rule: saturated, needsValid: true },
  { rule: missedRate },
  { rule: connectionLimit },
  { rule: openedAgain },
  { rule: openingDominates, needsValid: true },
  { rule: slowFirstByte, needsValid: true },
  { rule: slowDownload, needsValid: true },
  { rule: longTail, needsValid: true },
  { rule: twoModes, needsValid: true },
  { rule: notSteady, needsValid: true },
  { rule: longWarmUp, needsValid: true },
  { rule: busyGenerator },
  { rule: missingUsers },
  { rule: idleUsers, needsValid: true },
  { rule: localLimit },
  { rule: unfinished },
  { rule: keepAliveRaces },
  { rule: surplusBytes },
  { rule: wideInterval, needsValid: true },
  { rule: fewSamples },
];

/** Everything that the figures of a run mean, the most important first. */
export function findingsOf(facts: Facts): readonly LoadFinding[] {
  const isValid = facts.validity?.valid !== false;
  return RULES.filter(({ needsValid = false }) => isValid || !needsValid).flatMap(({ rule }) => rule(facts));
}

export type { Facts } from "./rule.ts";
