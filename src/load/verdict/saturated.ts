import { finding, percentOf, type Facts, type LoadFinding, type Rule } from "./rule.ts";

const BLOCKED_PERCENT = 10;
const MORE_LOAD = 1.3;
const SLOWER = 1.3;
const FLAT = 1.05;
const FEWEST_POINTS = 10;

/** The server is at its end: more load brings no more answers, only longer waits. */
export const saturated: Rule = (facts) => [...blockedFinding(facts), ...plateauFinding(facts)].slice(0, 1);

/** An open workload whose requests wait for a connection: the server answers more slowly than they come. */
function blockedFinding(facts: Facts): readonly LoadFinding[] {
  const { schedule } = facts;
  const count = schedule?.blocked?.count ?? 0;
  if (schedule === null || schedule.blocked === null || percentOf(count, schedule.due) < BLOCKED_PERCENT) return [];
  return finding(facts, {
    code: "load-saturated",
    severity: "warning",
    evidence: {
      sign: "blocked",
      percent: percentOf(count, schedule.due),
      waitP99Ms: schedule.blocked.p99Ms,
      concurrency: facts.settings.concurrency,
    },
  });
}

/** A load that grows, a throughput that does not, and a latency that does. */
function plateauFinding(facts: Facts): readonly LoadFinding[] {
  const { timeline, settings } = facts;
  if (timeline === null || settings.model.stages.length === 0 || timeline.inFlight.length < FEWEST_POINTS) return [];
  const levels = timeline.inFlight.map((inFlight, index) => ({
    inFlight,
    perSecond: (timeline.successfulPerSecond[index] ?? 0) + (timeline.failedPerSecond[index] ?? 0),
    p50Ms: timeline.p50Ms[index] ?? 0,
  }));
  const sorted = levels.toSorted((a, b) => a.inFlight - b.inFlight);
  const third = Math.floor(sorted.length / 3);
  const middle = meanOf(sorted.slice(third, 2 * third));
  const top = meanOf(sorted.slice(-third));
  const isPlateau =
    top.inFlight >= MORE_LOAD * middle.inFlight &&
    top.perSecond <= FLAT * middle.perSecond &&
    top.p50Ms >= SLOWER * middle.p50Ms;
  if (!isPlateau) return [];
  return finding(facts, {
    code: "load-saturated",
    severity: "warning",
    evidence: {
      sign: "plateau",
      perSecond: middle.perSecond,
      fromInFlight: middle.inFlight,
      toInFlight: top.inFlight,
      fromMs: middle.p50Ms,
      toMs: top.p50Ms,
    },
  });
}

interface Level {
  readonly inFlight: number;
  readonly perSecond: number;
  readonly p50Ms: number;
}

function meanOf(levels: readonly Level[]): Level {
  const mean = (value: (level: Level) => number): number =>
    Math.round((levels.reduce((sum, level) => sum + value(level), 0) * 1_000) / Math.max(1, levels.length)) / 1_000;
  return {
    inFlight: mean((one) => one.inFlight),
    perSecond: mean((one) => one.perSecond),
    p50Ms: mean((one) => one.p50Ms),
  };
}
