import type { CoarseHistogram } from "../coarse-histogram.ts";
import { mergedCoarse } from "../coarse-share.ts";
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
  const bytes: number[] = [];
  for (const row of rows) for (const number of numbersOf(row)) addBytes(bytes, number);
  return { widthMs: widthMs * joined, rows: rows.length, data: Buffer.from(bytes).toString("base64") };
}

function numbersOf(slots: readonly SlotMeasured[]): readonly number[] {
  const sum = (pick: (slot: SlotMeasured) => number): number => slots.reduce((total, slot) => total + pick(slot), 0);
  const counts = [sum(({ due }) => due), sum(({ sent }) => sent), sum(({ successful }) => successful)];
  const deltas = deltasOf(mergedCoarse(slots.map(({ latency }) => latency)));
  return [...counts, sum(({ failed }) => failed), deltas.length / 2, ...deltas];
}

/** Of every bucket in use its distance from the one before, and its count. */
function deltasOf(histogram: CoarseHistogram): readonly number[] {
  const deltas: number[] = [];
  let before = 0;
  for (let bucket = 0; bucket < histogram.length; bucket += 1) {
    const count = histogram[bucket] ?? 0;
    if (count === 0) continue;
    deltas.push(bucket - before, count);
    before = bucket;
  }
  return deltas;
}

function addBytes(bytes: number[], number: number): void {
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}
