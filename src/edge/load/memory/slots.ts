import { COARSE_BUCKETS } from "../../../load/sending/index.ts";

/** Where each figure of a slot lies in its row of `Slots.figures`. */
export const SLOT = {
  due: 0,
  sent: 1,
  successful: 2,
  failed: 3,
  inFlight: 4,
  users: 5,
  received: 6,
  /** Six classes: no answer, 1xx, 2xx, 3xx, 4xx, 5xx. */
  classes: 7,
  /** Of an open workload: lateness of its sends that is ours, in milliseconds; the sum and the largest. */
  lag: 13,
  mostLag: 14,
  width: 15,
} as const;

export const MOST_SLOTS = 600;
const FIRST_WIDTH_MS = 100;

/** A lane's run over time. 600 rows; when they are full, neighbours are joined and the width doubles. */
export interface Slots {
  /** The width in milliseconds, and how many rows are in use. */
  readonly state: Float64Array;
  readonly figures: Float64Array;
  readonly latency: Uint32Array;
}

/** Empty rows, 100 ms each: 2.4 MB of which only what is written to is resident. */
export function newSlots(): Slots {
  const state = new Float64Array(new SharedArrayBuffer(16));
  state[0] = FIRST_WIDTH_MS;
  return {
    state,
    figures: new Float64Array(new SharedArrayBuffer(8 * SLOT.width * MOST_SLOTS)),
    latency: new Uint32Array(new SharedArrayBuffer(4 * COARSE_BUCKETS * MOST_SLOTS)),
  };
}

/** The row of a time in milliseconds from the start, after as many joinings as it takes. */
export function slotAt(slots: Slots, atMs: number): number {
  const { state } = slots;
  let row = Math.max(0, Math.floor(atMs / (state[0] ?? 1)));
  while (row >= MOST_SLOTS) {
    join(slots);
    row >>= 1;
  }
  if (row >= (state[1] ?? 0)) state[1] = row + 1;
  return row;
}

/** Makes pairs of rows one: sums of counts, the higher number in flight, of users, of the largest lateness. */
export function join({ state, figures, latency }: Slots): void {
  const { width, inFlight, users, mostLag } = SLOT;
  for (let row = 0; row < MOST_SLOTS; row += 1) {
    const isSecond = row % 2 === 1;
    const into = (row >> 1) * width;
    for (let index = 0; index < width; index += 1) {
      const value = figures[row * width + index] ?? 0;
      const before = isSecond ? (figures[into + index] ?? 0) : 0;
      const isLevel = index === inFlight || index === users || index === mostLag;
      figures[into + index] = isLevel ? Math.max(before, value) : before + value;
    }
    joinLatency(latency, row);
  }
  figures.fill(0, (MOST_SLOTS / 2) * width);
  latency.fill(0, (MOST_SLOTS / 2) * COARSE_BUCKETS);
  state[0] = 2 * (state[0] ?? 1);
  state[1] = Math.ceil((state[1] ?? 0) / 2);
}

function joinLatency(latency: Uint32Array, row: number): void {
  const from = row * COARSE_BUCKETS;
  const into = (row >> 1) * COARSE_BUCKETS;
  const isSecond = row % 2 === 1;
  for (let bucket = 0; bucket < COARSE_BUCKETS; bucket += 1) {
    const before = isSecond ? (latency[into + bucket] ?? 0) : 0;
    latency[into + bucket] = before + (latency[from + bucket] ?? 0);
  }
}
