import { describe, expect, it } from "vitest";
import { monotonicMs } from "../../../../src/edge/load/clock.ts";
import type { Kernel } from "../../../../src/edge/load/kernel/kernel.ts";
import { linux, type Arena, type Libc } from "../../../../src/edge/load/kernel/libc/index.ts";
import { calibrate, monotonicOf, newStamps } from "../../../../src/edge/load/kernel/stamps.ts";

/** A wall clock that goes with the monotonic one and can be set. */
function clock(): { readonly kernel: Kernel; aheadMs: number; suspendedMs: number; wallMs(): number } {
  const memory = new ArrayBuffer(256);
  const began = Date.now() - monotonicMs();
  const watch = { aheadMs: 0, suspendedMs: 0, wallMs: () => monotonicMs() + began + watch.aheadMs };
  const clockGettime = (_: number, address: number): number => {
    const now = watch.wallMs();
    for (const until = monotonicMs() + watch.suspendedMs; monotonicMs() < until;);
    const view = new DataView(memory, address, linux.TIMESPEC.bytes);
    view.setBigInt64(linux.TIMESPEC.seconds, BigInt(Math.floor(now / 1_000)), true);
    view.setUint32(linux.TIMESPEC.nanoseconds, Math.floor((now % 1_000) * 1e6), true);
    return 0;
  };
  const arena: Arena = { base: 0, length: 256, memory, used: 0 };
  const bytes = new Uint8Array(memory);
  const scratch = { arena, offset: 0, length: 0, bytes, view: new DataView(memory) };
  const libc = { clockGettime } as unknown as Libc;
  return Object.assign(watch, { kernel: { libc, arena, scratch } });
}

const stampAt = (wallMs: number): readonly [seconds: number, nanoseconds: number] => [
  Math.floor(wallMs / 1_000),
  (wallMs % 1_000) * 1e6,
];

describe("the kernel's stamps", () => {
  it("become times of the monotonic clock", () => {
    const watch = clock();
    const stamps = newStamps(watch.kernel);
    const before = monotonicMs();
    const at = monotonicOf(stamps, ...stampAt(watch.wallMs()));
    expect(at).toBeGreaterThan(before - 0.1);
    expect(at).toBeLessThan(monotonicMs() + 0.1);
  });

  it("are not used when the wall clock was set after they were made", () => {
    const watch = clock();
    const stamps = newStamps(watch.kernel);
    calibrate(stamps, 1_000);
    expect(stamps).toMatchObject({ steps: 0, brokenUntil: 0 });
    const { offsetMs } = stamps;
    watch.aheadMs = 3_600_000;
    calibrate(stamps, 2_000);
    expect(stamps).toMatchObject({ steps: 1, brokenUntil: 2_000, calibratedAt: 2_000 });
    expect(stamps.offsetMs - offsetMs).toBeCloseTo(3_600_000, 0);
  });

  it("stay in use when the thread was suspended while the clocks were compared", () => {
    const watch = clock();
    const stamps = newStamps(watch.kernel);
    const { offsetMs } = stamps;
    watch.suspendedMs = 0.4;
    calibrate(stamps, 1_000);
    expect(stamps).toMatchObject({ steps: 0, brokenUntil: 0, calibratedAt: 1_000, offsetMs });
    watch.aheadMs = 3_600_000;
    calibrate(stamps, 2_000);
    expect(stamps).toMatchObject({ steps: 1, brokenUntil: 2_000 });
  });
});
