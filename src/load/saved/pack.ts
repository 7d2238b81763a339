import { COARSE_BUCKETS, type CoarseHistogram } from "../coarse-histogram.ts";
import type { SlotMeasured, SlotsMeasured } from "../measured.ts";

const MOST_ROWS = 150;

/** At most 150 stretches of a run; the text has some 30 to 60 KB. */
export interface PackedSlots {
  readonly widthMs: number;
  readonly rows: number;
  /**
   * Base64 of numbers of 7 bits a byte, the lowest first, the highest bit set but in the last byte (LEB128). For each row: due, sent, successful,
   * failed, how many buckets follow; for each bucket its distance from the one before (the first: from 0), and its count.
   */
  readonly data: string;
}

/**
 * The slots of a run as text. Neighbours are joined until there are at most 150.
 *
 * @example
 * packSlots({ widthMs: 100, slots: [] }); // { widthMs: 100, rows: 0, data: "" }
 */
export function packSlots({ widthMs, slots }: SlotsMeasured): PackedSlots {
  const joined = Math.max(1, Math.ceil(slots.length / MOST_ROWS));
  const rows = Array.from({ length: Math.ceil(slots.length / joined) }, (_, index) =>
    slots.slice(index * joined, (index + 1) * joined),
  );
  const numbers = rows.flatMap(numbersOf);
  return {
    widthMs: widthMs * joined,
    rows: rows.length,
    data: Buffer.from(numbers.flatMap(bytesOf)).toString("base64"),
  };
}

function numbersOf(slots: readonly SlotMeasured[]): readonly number[] {
  const sum = (pick: (slot: SlotMeasured) => number): number => slots.reduce((total, slot) => total + pick(slot), 0);
  const buckets = bucketsOf(slots.map(({ latency }) => latency));
  const deltas = buckets.flatMap(([bucket, count], index) => [bucket - (buckets[index - 1]?.[0] ?? 0), count]);
  const counts = [sum(({ due }) => due), sum(({ sent }) => sent), sum(({ successful }) => successful)];
  return [...counts, sum(({ failed }) => failed), buckets.length, ...deltas];
}

function bucketsOf(histograms: readonly CoarseHistogram[]): readonly (readonly [bucket: number, count: number])[] {
  const all = Array.from({ length: COARSE_BUCKETS }, (_, bucket) =>
    histograms.reduce((sum, histogram) => sum + (histogram[bucket] ?? 0), 0),
  );
  return [...all.entries()].filter(([, count]) => count > 0);
}

function bytesOf(number: number): readonly number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
