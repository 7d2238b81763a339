import {
  COARSE_BUCKETS,
  coarseBucket,
  createHistogram,
  recordValue,
  type Measured,
  type SlotMeasured,
} from "../../src/load/index.ts";
import { measuredOf, routeOf } from "./support.ts";

/** A random sequence that is the same every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Simulation {
  readonly slots?: number;
  /** Requests that end in a slot of 100 ms. */
  readonly perSlot?: (slot: number) => number;
  /** Milliseconds that a request takes. */
  readonly latencyMs?: (slot: number, random: () => number) => number;
  /** Whether it fails, by status 503. */
  readonly failedShare?: (slot: number) => number;
  readonly inFlight?: (slot: number) => number;
  readonly open?: boolean;
  readonly changes?: Partial<Measured>;
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Latencies about a median, in milliseconds, as a lognormal distribution. */
export const lognormal =
  (medianMs: number, spread: number) =>
  (_slot: number, random: () => number): number =>
    medianMs * Math.exp(spread * normal(random));

/** A run as an engine would measure it, with everything that is recorded over time. */
export function simulated(simulation: Simulation = {}): Measured {
  const { slots: count = 300, perSlot = () => 100, latencyMs = lognormal(20, 0.4) } = simulation;
  const { failedShare = () => 0, inFlight = () => 50, open = false, changes = {} } = simulation;
  const random = seeded(7);
  const [successful, failed, firstByte, download, lag, blocked, queueing] = Array.from({ length: 7 }, () =>
    createHistogram(),
  );
  if (!successful || !failed || !firstByte || !download || !lag || !blocked || !queueing) throw new Error("no memory");
  let [goodCount, badCount] = [0, 0];
  const slots = Array.from({ length: count }, (_, slot): SlotMeasured => {
    const latency = new Uint32Array(COARSE_BUCKETS);
    let [good, bad] = [0, 0];
    for (let request = 0; request < perSlot(slot); request += 1) {
      const micros = latencyMs(slot, random) * 1_000;
      const isBad = random() < failedShare(slot);
      recordValue(isBad ? failed : successful, micros);
      recordValue(firstByte, micros * 0.85);
      recordValue(download, micros * 0.15);
      recordValue(lag, 20 + 30 * random());
      recordValue(queueing, 10 + 25 * random());
      const bucket = coarseBucket(micros);
      latency[bucket] = (latency[bucket] ?? 0) + 1;
      if (isBad) bad += 1;
      else good += 1;
    }
    goodCount += good;
    badCount += bad;
    return {
      due: open ? perSlot(slot) : 0,
      sent: good + bad,
      successful: good,
      failed: bad,
      inFlight: inFlight(slot),
      users: 50,
      receivedBytes: 1_000 * (good + bad),
      classes: [0, 0, good, 0, 0, bad],
      latency,
    };
  });
  const total = goodCount + badCount;
  const route = routeOf({
    statuses: new Map([[200, goodCount], ...(badCount === 0 ? [] : ([[503, badCount]] as const))]),
    refusals: new Map(badCount === 0 ? [] : [[503, badCount]]),
    successful,
    failed,
  });
  return measuredOf([route], {
    elapsedMs: count * 100,
    firstByte,
    download,
    slots: { widthMs: 100, slots },
    ...(open ? { schedule: { due: total, sent: total, unsent: 0, lag, blocked } } : {}),
    generator: {
      cpuMs: count * 20,
      busy: 0.3,
      workers: 2,
      stamps: "kernel",
      queueing,
      stolenMs: 3,
      stalledMs: 0,
      longestStallMs: 2,
    },
    ...changes,
  });
}
