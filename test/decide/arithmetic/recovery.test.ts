import { assert, double, property } from "fast-check";
import { expect, test } from "vitest";
import { recoveryPlan } from "../../../src/decide/arithmetic/index.ts";

const DATA = ["snapshots", "wal-archive", "streaming-replica", "synchronous-replica"];
const SERVICE = ["backup-restore", "pilot-light", "warm-standby", "active-active"];

test.each([
  [0, 0, "synchronous-replica", "active-active"],
  [0.5, 1, "streaming-replica", "warm-standby"],
  [1, 9, "wal-archive", "warm-standby"],
  [5, 30, "wal-archive", "pilot-light"],
  [59, 59, "wal-archive", "pilot-light"],
  [60, 60, "snapshots", "backup-restore"],
  [1_440, 240, "snapshots", "backup-restore"],
])("RPO %d and RTO %d minutes: %s, %s", (rpo, rto, data, service) => {
  expect(recoveryPlan(rpo, rto)).toEqual({ data, service });
});

test("a tighter number never gives a cheaper tier", () => {
  const minutes = double({ min: 0, max: 300, noNaN: true });
  assert(
    property(minutes, minutes, (one, other) => {
      const [tight, loose] = [Math.min(one, other), Math.max(one, other)];
      const [a, b] = [recoveryPlan(tight, tight), recoveryPlan(loose, loose)];
      expect(DATA.indexOf(a.data)).toBeGreaterThanOrEqual(DATA.indexOf(b.data));
      expect(SERVICE.indexOf(a.service)).toBeGreaterThanOrEqual(SERVICE.indexOf(b.service));
    }),
  );
});
