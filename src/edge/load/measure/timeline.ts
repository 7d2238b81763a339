import { COARSE_BUCKETS, mergedCoarse, type SlotMeasured, type SlotsMeasured } from "../../../load/sending/index.ts";
import { MOST_SLOTS, SLOT, joinSlots, type Slots } from "../memory/index.ts";

/** The lanes' rows added up, in rows as wide as the widest lane's. Lanes with narrower ones are joined in place. */
export function timelineOf(lanes: readonly Slots[]): SlotsMeasured {
  const widthMs = Math.max(...lanes.map(({ state }) => state[0] ?? 0));
  for (const lane of lanes) while ((lane.state[0] ?? widthMs) < widthMs) joinSlots(lane);
  const rows = Math.min(MOST_SLOTS, Math.max(...lanes.map(({ state }) => state[1] ?? 0)));
  return { widthMs, slots: Array.from({ length: rows }, (_, row) => slotOf(lanes, row)) };
}

function slotOf(lanes: readonly Slots[], row: number): SlotMeasured {
  const sum = (index: number): number =>
    lanes.reduce((total, { figures }) => total + (figures[row * SLOT.width + index] ?? 0), 0);
  return {
    due: sum(SLOT.due),
    sent: sum(SLOT.sent),
    successful: sum(SLOT.successful),
    failed: sum(SLOT.failed),
    inFlight: sum(SLOT.inFlight),
    users: sum(SLOT.users),
    receivedBytes: sum(SLOT.received),
    lagMs: sum(SLOT.lag),
    mostLagMs: Math.max(...lanes.map(({ figures }) => figures[row * SLOT.width + SLOT.mostLag] ?? 0)),
    classes: [0, 1, 2, 3, 4, 5].map((status) => sum(SLOT.classes + status)),
    latency: latencyOf(lanes, row),
  };
}

// A copy only where there is more than one: the counters outlive the run as they are.
function latencyOf(lanes: readonly Slots[], row: number): Uint32Array {
  const parts = lanes.map(({ latency }) => latency.subarray(row * COARSE_BUCKETS, (row + 1) * COARSE_BUCKETS));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return mergedCoarse(parts);
}
