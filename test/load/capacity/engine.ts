import type { Clock } from "../../../src/command/index.ts";
import {
  COARSE_BUCKETS,
  coarseBucket,
  createHistogram,
  recordValue,
  type LoadEngine,
  type LoadPlan,
  type Measured,
} from "../../../src/load/index.ts";
import { seededRandom, type Draw } from "../../../src/load/statistics/index.ts";
import { measuredOf, routeOf } from "../support.ts";

/** How a simulated server behaves: requests are served first come, first served. */
export interface SimulatedServer {
  /** Service time of a request, in milliseconds. */
  readonly serviceMs: number;
  readonly servers?: number;
  /** Answers 503 at once when so many are waiting. */
  readonly most?: number;
  /** The generator is starved in runs above this rate. */
  readonly starvedAbove?: number;
  /** Called before each run. */
  readonly onRun?: (plan: LoadPlan, number: number) => void;
}

/** An engine whose server is a queue and whose clock goes on with its runs: a search of minutes takes no time. */
export function simulatedEngine(server: SimulatedServer): { readonly load: LoadEngine; readonly clock: Clock } {
  const draw = seededRandom(1);
  let nowMs = 0;
  let runs = 0;
  const run = async (plan: LoadPlan): Promise<Measured> => {
    server.onRun?.(plan, runs);
    runs += 1;
    const measured = plan.arrival === undefined ? closedRun(server, plan) : openRun(server, plan, draw);
    nowMs += measured.elapsedMs;
    return measured;
  };
  const clock: Clock = {
    now: () => new Date(Date.UTC(2026, 0, 2) + nowMs),
    monotonicMs: () => nowMs,
    sleep: async (milliseconds) => {
      nowMs += milliseconds;
    },
  };
  const compare = async (): Promise<never> => Promise.reject(new Error("not simulated"));
  return { clock, load: { connectionLimit: async () => undefined, resolve: async () => ["127.0.0.1"], run, compare } };
}

function closedRun({ serviceMs, servers = 1 }: SimulatedServer, plan: LoadPlan): Measured {
  const durationMs = plan.requestLimit === undefined ? (plan.durationMs ?? 1_000) : plan.requestLimit * serviceMs;
  const perSecond = (1_000 / serviceMs) * Math.min(plan.concurrency, servers);
  const successful = createHistogram();
  const count = Math.max(1, Math.round((perSecond * durationMs) / 1_000));
  const meanMs = (plan.concurrency * 1_000) / perSecond;
  for (let index = 0; index < count; index += 1) recordValue(successful, meanMs * 1_000);
  return measuredOf([routeOf({ successful, statuses: new Map([[200, count]]) })], { elapsedMs: durationMs });
}

const SLOT_MS = 100;

function openRun(server: SimulatedServer, plan: LoadPlan, draw: Draw): Measured {
  const durationMs = plan.durationMs ?? 1_000;
  const rate = plan.arrival?.startPerSecond ?? 1;
  const freeAt = Array.from({ length: server.servers ?? 1 }, () => 0);
  const [successful, failed] = [createHistogram(), createHistogram()];
  const slots = Array.from({ length: Math.ceil((durationMs + 1_000) / SLOT_MS) }, () => ({
    due: 0,
    sent: 0,
    successful: 0,
    failed: 0,
    inFlight: 0,
    users: 0,
    receivedBytes: 0,
    classes: [],
    latency: new Uint32Array(COARSE_BUCKETS),
  }));
  let [due, good, bad] = [0, 0, 0];
  for (let now = gap(rate, draw); now < durationMs; now += gap(rate, draw)) {
    due += 1;
    const arrival = slots[Math.floor(now / SLOT_MS)];
    if (arrival !== undefined) arrival.due += 1;
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const waitMs = Math.max(0, (freeAt[worker] ?? 0) - now);
    const isRefused = waitMs > (server.most ?? Number.POSITIVE_INFINITY) * server.serviceMs;
    const end = isRefused ? now + 0.2 : now + waitMs + server.serviceMs;
    if (!isRefused) freeAt[worker] = end;
    const slot = slots[Math.floor(end / SLOT_MS)];
    if (slot === undefined) continue;
    const micros = (end - now) * 1_000;
    recordValue(isRefused ? failed : successful, micros);
    const bucket = coarseBucket(micros);
    slot.latency[bucket] = (slot.latency[bucket] ?? 0) + 1;
    if (isRefused) slot.failed += 1;
    else slot.successful += 1;
    if (isRefused) bad += 1;
    else good += 1;
  }
  const isStarved = rate > (server.starvedAbove ?? Number.POSITIVE_INFINITY);
  const route = routeOf({
    successful,
    failed,
    statuses: new Map([[200, good], ...(bad === 0 ? [] : ([[503, bad]] as const))]),
    refusals: new Map(bad === 0 ? [] : [[503, bad]]),
    unfinished: due - good - bad,
  });
  return measuredOf([route], {
    elapsedMs: durationMs,
    slots: { widthMs: SLOT_MS, slots },
    schedule: { due, sent: due, unsent: isStarved ? due : 0, lag: createHistogram(), blocked: createHistogram() },
  });
}

const gap = (rate: number, draw: Draw): number => (-Math.log(1 - draw()) * 1_000) / rate;
