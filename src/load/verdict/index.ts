// What follows from a run's figures, a rule per file. The first finding is the report's recommendation.
// Belongs here: findings as data. Does not: figures (the load room) and English (report/findings).
import { brokenExpectation } from "./broken-expectation.ts";
import { busyGenerator } from "./busy-generator.ts";
import { failedRequests } from "./failed-requests.ts";
import { fewSamples } from "./few-samples.ts";
import { keepAliveRaces } from "./keep-alive-races.ts";
import { localLimit } from "./local-limit.ts";
import { missingUsers } from "./missing-users.ts";
import { noSuccess } from "./no-success.ts";
import { p99Target } from "./p99-target.ts";
import { redirected } from "./redirected.ts";
import { refused } from "./refused.ts";
import type { Facts, LoadFinding, Rule } from "./rule.ts";
import { surplusBytes } from "./surplus-bytes.ts";
import { unfinished } from "./unfinished.ts";

// In the order of what a reader has to know first.
const RULES: readonly Rule[] = [
  brokenExpectation,
  refused,
  noSuccess,
  redirected,
  p99Target,
  failedRequests,
  busyGenerator,
  missingUsers,
  localLimit,
  unfinished,
  keepAliveRaces,
  surplusBytes,
  fewSamples,
];

/** Everything that the figures of a run mean, the most important first. */
export function findingsOf(facts: Facts): readonly LoadFinding[] {
  return RULES.flatMap((rule) => rule(facts));
}

export type { Facts } from "./rule.ts";
