import {
  arrivalsBefore,
  type CheckMeasured,
  mergedHistogram,
  type Histogram,
  type LoadPlan,
  type Measured,
  type RateLimitMeasured,
  type ScheduleMeasured,
} from "../../../load/sending/index.ts";
import { COUNTER, type LaneMemory } from "../memory/index.ts";
import { placeText } from "../dial/index.ts";
import { routesOf } from "./routes.ts";
import { timelineOf } from "./timeline.ts";

type CheckRow = readonly [route: string, name: string, passed: number, failed: number];

/** What is known of a run besides what its lanes have counted. */
export interface RunFacts {
  readonly plan: LoadPlan;
  readonly transport: string;
  readonly address: string;
  readonly interrupted: boolean;
  readonly startedAt: number;
  readonly limitHeaders: RateLimitMeasured["headers"];
  readonly generator: Measured["generator"];
  readonly checks: readonly CheckRow[] | undefined;
  /** How many finished requests the observer was handed, where it wanted them. */
  readonly samples?: number;
}

/** The facts of a run that has ended, from all its lanes. */
export function measuredOf(facts: RunFacts, lanes: readonly LaneMemory[]): Measured {
  const { plan, transport, address, interrupted, generator, checks } = facts;
  const sum = (counter: number): number => lanes.reduce((total, { counters }) => total + (counters[counter] ?? 0), 0);
  const merged = (pick: (lane: LaneMemory) => Histogram): Histogram => mergedHistogram(lanes.map(pick));
  const rateLimit = rateLimitOf(facts, lanes);
  const schedule = scheduleOf(facts, lanes);
  return {
    transport,
    address: placeText(plan, address),
    interrupted,
    startedAtMs: facts.startedAt,
    elapsedMs: elapsedOf(facts, lanes),
    routes: routesOf(lanes),
    bytes: { received: sum(COUNTER.received), sent: sum(COUNTER.sent) },
    firstByte: merged((lane) => lane.firstByte),
    download: merged((lane) => lane.download),
    slots: timelineOf(lanes.map(({ slots }) => slots)),
    ...(schedule === undefined ? {} : { schedule }),
    ...(checks === undefined ? {} : { checks: checksOf(checks) }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(sum(COUNTER.aborted) > 0 ? { aborted: true } : {}),
    ...(facts.samples === undefined ? {} : { droppedSamples: sum(COUNTER.finished) - facts.samples }),
    connections: {
      opened: sum(COUNTER.opened),
      failed: sum(COUNTER.unopened),
      races: sum(COUNTER.races),
      retried: sum(COUNTER.retried),
      surplus: sum(COUNTER.surplus),
      connect: merged((lane) => lane.connect),
      handshake: merged((lane) => lane.handshake),
    },
    generator,
  };
}

// Answers of the grace second belong to the time that they took; a planned time that ended without one counts whole.
function elapsedOf({ plan, startedAt, interrupted, generator }: RunFacts, lanes: readonly LaneMemory[]): number {
  const latest = (counter: number): number =>
    Math.max(0, ...lanes.map(({ counters }) => (counters[counter] ?? 0) - startedAt));
  const lasted = latest(COUNTER.lastAt);
  const isCounted = plan.requestLimit !== undefined && lanes.every(({ counters }) => counters[COUNTER.stoppedAt] === 0);
  const aborted = generator.lostWorkers !== undefined || lanes.some(({ counters }) => counters[COUNTER.aborted] === 1);
  if (plan.durationMs !== undefined && !interrupted && !isCounted && !aborted) return Math.max(lasted, plan.durationMs);
  const waits = lanes.some(({ counters }) => (counters[COUNTER.inFlight] ?? 0) > 0);
  return waits ? Math.max(lasted, latest(COUNTER.stoppedAt)) : lasted;
}

function scheduleOf(facts: RunFacts, lanes: readonly LaneMemory[]): ScheduleMeasured | undefined {
  const { plan, startedAt } = facts;
  if (plan.arrival === undefined) return undefined;
  const arrived = lanes.reduce((total, { counters }) => total + (counters[COUNTER.arrived] ?? 0), 0);
  const ends = lanes.map(({ counters }) => counters[COUNTER.stoppedAt] ?? 0).filter((at) => at > 0);
  const end = ends.length === 0 ? 0 : Math.min(...ends) - startedAt;
  const planned = arrivalsBefore(plan.arrival, end, plan.seed ?? 1);
  const due = Math.max(arrived, Math.min(planned, plan.requestLimit ?? Number.POSITIVE_INFINITY));
  return {
    due,
    sent: arrived,
    unsent: due - arrived,
    lag: mergedHistogram(lanes.map(({ lag }) => lag)),
    blocked: mergedHistogram(lanes.map(({ blocked }) => blocked)),
  };
}

function rateLimitOf(
  { startedAt, limitHeaders }: RunFacts,
  lanes: readonly LaneMemory[],
): RateLimitMeasured | undefined {
  const limited = lanes.filter(({ counters }) => (counters[COUNTER.limited] ?? 0) > 0);
  if (limited.length === 0) return undefined;
  const firsts = limited.map(({ counters }) => counters[COUNTER.limitedAt] ?? 0);
  const recovered = limited.map(({ counters }) => counters[COUNTER.recoveredAt] ?? 0).filter((at) => at > 0);
  return {
    first: {
      atMs: Math.min(...firsts) - startedAt,
      after: lanes.reduce((sum, { counters }) => sum + (counters[COUNTER.limitedAfter] ?? 0), 0),
    },
    headers: limitHeaders,
    count: limited.reduce((sum, { counters }) => sum + (counters[COUNTER.limited] ?? 0), 0),
    recoveredAtMs: recovered.length === 0 ? undefined : Math.min(...recovered) - startedAt,
  };
}

/** The lanes' checks added up, in the order of their first appearance. */
function checksOf(rows: readonly CheckRow[]): readonly CheckMeasured[] {
  const sums = new Map<string, CheckMeasured>();
  for (const [route, name, passed, failed] of rows) {
    const key = JSON.stringify([route, name]);
    const before = sums.get(key) ?? { route, name, passed: 0, failed: 0 };
    sums.set(key, { route, name, passed: before.passed + passed, failed: before.failed + failed });
  }
  return [...sums.values()];
}
