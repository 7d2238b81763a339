import { monotonicMs } from "../clock.ts";
import type { Kernel } from "./kernel.ts";
import { addressOf, linux, reserve, type Region } from "./libc/index.ts";

/** How often the two clocks are compared. */
export const CALIBRATION_MS = 100;

/** A change of the difference by so much is a step of the wall clock: what slews it, slews both clocks alike. */
const STEP_MS = 0.05;
const FEWEST_ATTEMPTS = 5;
/** On a machine that suspends this thread again and again, a narrow pair of readings takes many attempts. */
const MOST_ATTEMPTS = 100;
const NARROW_MS = 0.005;

/**
 * The kernel stamps what arrives by the wall clock. `offsetMs` turns that into the monotonic clock; `second` is taken from all
 * wall-clock times, because nanoseconds since 1970 are more than a double can hold.
 */
export interface Stamps {
  readonly kernel: Kernel;
  readonly time: Region;
  readonly timeAddress: number;
  readonly second: number;
  offsetMs: number;
  calibratedAt: number;
  /** Stamps before it are worth nothing, because the wall clock was set: a time of the monotonic clock. */
  brokenUntil: number;
  steps: number;
}

export const STAMPS_BYTES = 64;

export function newStamps(kernel: Kernel): Stamps {
  const time = reserve(kernel.arena, linux.TIMESPEC.bytes);
  const second = Math.floor(Date.now() / 1_000);
  const fresh = { kernel, time, timeAddress: addressOf(time), second, calibratedAt: 0, brokenUntil: 0, steps: 0 };
  const stamps = { ...fresh, offsetMs: 0 };
  stamps.offsetMs = measureOffset(stamps).offsetMs;
  stamps.calibratedAt = monotonicMs();
  return stamps;
}

/**
 * Compares the clocks anew. After a step of the wall clock, stamps that were made before are not used. A comparison in which
 * the thread was suspended knows no better than the one before.
 */
export function calibrate(stamps: Stamps, nowMs: number): void {
  const { offsetMs, widthMs } = measureOffset(stamps);
  stamps.calibratedAt = nowMs;
  const isStep = Math.abs(offsetMs - stamps.offsetMs) > STEP_MS + widthMs;
  if (!isStep && widthMs > STEP_MS) return;
  stamps.offsetMs = offsetMs;
  if (!isStep) return;
  stamps.brokenUntil = nowMs;
  stamps.steps += 1;
}

/** A time of the kernel's wall clock in milliseconds of the monotonic clock. */
export function monotonicOf({ second, offsetMs }: Stamps, seconds: number, nanoseconds: number): number {
  return (seconds - second) * 1_000 + nanoseconds / 1e6 - offsetMs;
}

interface Comparison {
  readonly offsetMs: number;
  /** How far apart the readings before and after it were: twice as much as the offset may be wrong. */
  readonly widthMs: number;
}

// The tightest of a few pairs of readings: in between, the thread may be suspended.
function measureOffset({ kernel, time, timeAddress, second }: Omit<Stamps, "offsetMs">): Comparison {
  let best: Comparison = { widthMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    if (attempt >= FEWEST_ATTEMPTS && best.widthMs <= NARROW_MS) break;
    const before = monotonicMs();
    kernel.libc.clockGettime(linux.CLOCK_REALTIME, timeAddress);
    const after = monotonicMs();
    if (after - before >= best.widthMs) continue;
    best = { widthMs: after - before, offsetMs: readTime(time, second) - (before + after) / 2 };
  }
  return best;
}

function readTime({ view }: Region, second: number): number {
  const seconds = Number(view.getBigInt64(linux.TIMESPEC.seconds, true));
  return (seconds - second) * 1_000 + view.getUint32(linux.TIMESPEC.nanoseconds, true) / 1e6;
}
