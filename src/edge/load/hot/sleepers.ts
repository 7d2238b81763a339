/** Users who pause: a binary heap of slots by the time at which they go on. A slot is in it once at most. */
export interface Sleepers {
  readonly slots: Int32Array;
  readonly wakesAt: Float64Array;
  count: number;
}

export function newSleepers(slots: number): Sleepers {
  return { slots: new Int32Array(slots), wakesAt: new Float64Array(slots), count: 0 };
}

/** The slot sleeps until a time above 0. */
export function addSleeper(sleepers: Sleepers, slot: number, untilMs: number): void {
  const { slots, wakesAt } = sleepers;
  let place = sleepers.count;
  sleepers.count += 1;
  wakesAt[slot] = untilMs;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const other = slots[above] ?? 0;
    if ((wakesAt[other] ?? 0) <= untilMs) break;
    slots[place] = other;
    place = above;
  }
  slots[place] = slot;
}

/** Takes out the slot that woke first by `atMs`, or answers -1. */
export function popSleeper({ sleepers }: { readonly sleepers: Sleepers }, atMs: number): number {
  const { slots, wakesAt } = sleepers;
  const first = slots[0] ?? 0;
  if (sleepers.count === 0 || (wakesAt[first] ?? 0) > atMs) return -1;
  sleepers.count -= 1;
  wakesAt[first] = 0;
  sink(sleepers, slots[sleepers.count] ?? 0);
  return first;
}

function sink({ slots, wakesAt, count }: Sleepers, slot: number): void {
  const at = (place: number): number => wakesAt[slots[place] ?? 0] ?? 0;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= count) break;
    if (below + 1 < count && at(below + 1) < at(below)) below += 1;
    if (at(below) >= (wakesAt[slot] ?? 0)) break;
    slots[place] = slots[below] ?? 0;
    place = below;
  }
  slots[place] = slot;
}
