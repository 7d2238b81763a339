import { countOf, quantilesOf, type Histogram } from "../histogram.ts";
import { FLOOR_MICROS, SHORTEST_JUDGED_MS, STARVED } from "./limits.ts";
import { threadTimeOf, type ValidityFacts } from "./ours.ts";

/** Why a generator counts as starved. */
export type StarvationReason =
  /** The system ran something else while a sending thread was ready to run. */
  | { readonly code: "not-run"; readonly stolenMs: number; readonly sharePercent: number }
  /** A sending thread stayed away from its sockets. */
  | {
      readonly code: "stalled";
      readonly stalledMs: number;
      readonly longestStallMs: number;
      readonly sharePercent: number;
    }
  /** Requests were sent later than they were due, though a connection was free. */
  | { readonly code: "late-sends"; readonly lagP95Ms: number; readonly latencyP95Ms: number }
  /** Answers lay in the socket before they were read, longer than they took to come. */
  | { readonly code: "late-reads"; readonly queueingP95Ms: number; readonly latencyP95Ms: number }
  /** Sending threads ended before their part of the run did. */
  | { readonly code: "lost-threads"; readonly lost: number; readonly threads: number }
  /** Requests were due and never sent, though the server did not hold them up. */
  | { readonly code: "rate-missed"; readonly due: number; readonly unsent: number };

type Judge = (facts: ValidityFacts, latency: Histogram) => StarvationReason | undefined;

const notRun: Judge = (facts) => {
  const stolenMs = facts.generator.stolenMs ?? 0;
  const share = stolenMs / threadTimeOf(facts);
  return share > STARVED.stolen ? { code: "not-run", stolenMs, sharePercent: percent(share) } : undefined;
};

const stalled: Judge = (facts) => {
  const { stalledMs = 0, longestStallMs = 0 } = facts.generator;
  const share = stalledMs / threadTimeOf(facts);
  return share > STARVED.stalled
    ? { code: "stalled", stalledMs, longestStallMs, sharePercent: percent(share) }
    : undefined;
};

const lateSends: Judge = ({ schedule }, latency) => {
  if (schedule === undefined) return undefined;
  const lag = p95Of(schedule.lag);
  const of = p95Of(latency);
  const isTooLate = lag > FLOOR_MICROS.send && lag > STARVED.late * of;
  return isTooLate ? { code: "late-sends", lagP95Ms: lag / 1_000, latencyP95Ms: of / 1_000 } : undefined;
};

// The latency ends at the kernel's stamp, so that these are not in it; but the next requests were held up.
const lateReads: Judge = ({ generator }, latency) => {
  if (generator.queueing === undefined) return undefined;
  const queueing = p95Of(generator.queueing);
  const of = p95Of(latency);
  const isTooLate = queueing > FLOOR_MICROS.read && queueing > of;
  return isTooLate ? { code: "late-reads", queueingP95Ms: queueing / 1_000, latencyP95Ms: of / 1_000 } : undefined;
};

// Where connections were what was missing, the server is the cause: requests waited, and were counted as blocked.
const rateMissed: Judge = ({ schedule }) => {
  if (schedule === undefined) return undefined;
  const { due, unsent, blocked } = schedule;
  const isOurs = countOf(blocked) < due * STARVED.unsent;
  return isOurs && unsent > due * STARVED.unsent ? { code: "rate-missed", due, unsent } : undefined;
};

const JUDGES: readonly Judge[] = [notRun, stalled, lateSends, lateReads, rateMissed];

/** Every reason that holds, the most direct measure first. */
export function reasonsOf(facts: ValidityFacts, latency: Histogram): readonly StarvationReason[] {
  const lost = facts.generator.lostWorkers?.length ?? 0;
  if (lost > 0) return [{ code: "lost-threads", lost, threads: facts.generator.workers ?? lost }];
  if (facts.elapsedMs < SHORTEST_JUDGED_MS) return [];
  return JUDGES.map((judge) => judge(facts, latency)).filter((reason) => reason !== undefined);
}

const p95Of = (histogram: Histogram): number => quantilesOf(histogram, [0.95])[0] ?? 0;

const percent = (share: number): number => Math.round(share * 1_000) / 10;
