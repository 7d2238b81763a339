import type { Observation } from "../../../src/load/capacity/index.ts";
import type { Draw } from "../../../src/load/statistics/index.ts";

export { deterministicKnee } from "../../../bench/support/queue.ts";

/** A server whose service times are known, fed by independent arrivals: the truth against which a search is judged. */
export interface QueueSettings {
  readonly servers: number;
  /** Draws a service time in milliseconds. */
  readonly serviceMs: (draw: Draw) => number;
  /** The whole server does nothing from the first to the second of these, in milliseconds of the trial. */
  readonly stalls?: (draw: Draw, durationMs: number) => readonly (readonly [fromMs: number, toMs: number])[];
}

const SLOT_MS = 100;

/** One trial of a queue with first come, first served; what is unanswered a second after the end is lost. */
export function simulatedTrial(
  settings: QueueSettings,
  {
    rate,
    durationMs,
    limitMs,
    draw,
    constant = false,
  }: {
    rate: number;
    durationMs: number;
    limitMs: readonly number[];
    draw: Draw;
    constant?: boolean;
  },
): Observation {
  const slots = Array.from({ length: Math.ceil((durationMs + 1_000) / SLOT_MS) }, () => ({
    due: 0,
    finished: 0,
    broken: limitMs.map(() => 0),
  }));
  const freeAt = Array.from({ length: settings.servers }, () => 0);
  const stalls = settings.stalls?.(draw, durationMs) ?? [];
  let lost = 0;
  let now = 0;
  for (;;) {
    now += constant ? 1_000 / rate : (-Math.log(1 - draw()) * 1_000) / rate;
    if (now >= durationMs) break;
    const due = slots[Math.floor(now / SLOT_MS)];
    if (due !== undefined) due.due += 1;
    const server = freeAt.indexOf(Math.min(...freeAt));
    const start = awake(Math.max(now, freeAt[server] ?? 0), stalls);
    const end = start + settings.serviceMs(draw);
    freeAt[server] = end;
    const slot = slots[Math.floor(end / SLOT_MS)];
    if (slot === undefined) {
      lost += 1;
      continue;
    }
    slot.finished += 1;
    for (const [index, limit] of limitMs.entries())
      if (end - now > limit) slot.broken[index] = (slot.broken[index] ?? 0) + 1;
  }
  const first = Math.ceil(Math.max(300, durationMs / 10) / SLOT_MS);
  const kept = slots.slice(first);
  return {
    stretches: kept.filter(({ finished }) => finished > 0),
    lost,
    growth: kept.slice(0, Math.floor(durationMs / SLOT_MS) - first).map(({ due, finished }) => due - finished),
  };
}

function awake(at: number, stalls: readonly (readonly [number, number])[]): number {
  return stalls.find(([from, to]) => at >= from && at < to)?.[1] ?? at;
}
