import type { RunnerUp } from "./decision.ts";
import type { Profile } from "./profile.ts";
import { nameOf, totalOf, type Ranked } from "./rank.ts";

/** A runner-up is worth naming up to this margin: (winner − runner-up) / winner. */
export const CLOSE_MARGIN = 0.15;

/** The second-best profile that fits, when it is close, with what choosing it would gain and cost. */
export function runnerUpOf(winner: Ranked, ranked: readonly Ranked[]): RunnerUp | null {
  const second = ranked.find((one) => one !== winner && one.score !== undefined);
  if (second === undefined) return null;
  const margin = marginOf(totalOf(winner), totalOf(second));
  if (margin > CLOSE_MARGIN) return null;
  return { profile: nameOf(second), score: totalOf(second), margin, tradeOff: tradeOff(winner, second) };
}

/** Scores are above zero: a pattern that fits scores at least half. */
const marginOf = (winner: number, second: number): number => Math.round(((winner - second) / winner) * 1_000) / 1_000;

function tradeOff(winner: Ranked, second: Ranked): RunnerUp["tradeOff"] {
  const rows = [...criteriaOf(winner, second), ...figuresOf(winner.shelved.profile, second.shelved.profile)];
  return rows
    .filter((row) => row.winner !== row.runnerUp)
    .map(({ subject, winner: ours, runnerUp, more }) => ({
      subject,
      winner: ours,
      runnerUp,
      better: ours > runnerUp === more ? "winner" : "runner-up",
    }));
}

interface Row {
  readonly subject: string;
  readonly winner: number;
  readonly runnerUp: number;
  /** More is better. */
  readonly more: boolean;
}

const criteriaOf = (winner: Ranked, second: Ranked): readonly Row[] =>
  (winner.score?.criteria ?? []).map(({ criterion, fit }) => ({
    subject: `fit:${criterion}`,
    winner: fit,
    runnerUp: second.score?.criteria.find((other) => other.criterion === criterion)?.fit ?? 0,
    more: true,
  }));

function figuresOf({ success_thresholds: a }: Profile, { success_thresholds: b }: Profile): readonly Row[] {
  return [
    { subject: "p50Ms", winner: a.p50_api_latency_ms, runnerUp: b.p50_api_latency_ms, more: false },
    { subject: "p95Ms", winner: a.p95_api_latency_ms, runnerUp: b.p95_api_latency_ms, more: false },
    { subject: "p99Ms", winner: a.p99_api_latency_ms, runnerUp: b.p99_api_latency_ms, more: false },
    { subject: "uptimeTarget", winner: a.uptime_target, runnerUp: b.uptime_target, more: true },
    { subject: "rpoMinutes", winner: a.rpo_minutes_max, runnerUp: b.rpo_minutes_max, more: false },
    { subject: "rtoMinutes", winner: a.rto_minutes_max, runnerUp: b.rto_minutes_max, more: false },
  ];
}
