import { COARSE_BUCKETS } from "../coarse-histogram.ts";
import type { SlotMeasured, SlotsMeasured } from "../measured.ts";
import type { PackedSlots } from "./pack.ts";

/**
 * The slots that were packed: what they did not keep (bytes, users, status classes) is 0. Undefined when the text is not what
 * `packSlots` wrote.
 */
export function unpackSlots({ widthMs, rows, data }: PackedSlots): SlotsMeasured | undefined {
  const numbers = numbersIn(Buffer.from(data, "base64"));
  const slots: SlotMeasured[] = [];
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const [due, sent, successful, failed, buckets] = numbers.slice(at, at + 5);
    if (due === undefined || sent === undefined || successful === undefined) return undefined;
    if (failed === undefined || buckets === undefined) return undefined;
    const latency = histogramOf(numbers.slice(at + 5, at + 5 + 2 * buckets), buckets);
    if (latency === undefined) return undefined;
    slots.push({ due, sent, successful, failed, inFlight: 0, users: 0, receivedBytes: 0, classes: [], latency });
    at += 5 + 2 * buckets;
  }
  return at === numbers.length ? { widthMs, slots } : undefined;
}

function histogramOf(pairs: readonly number[], buckets: number): Uint32Array | undefined {
  if (pairs.length !== 2 * buckets) return undefined;
  const histogram = new Uint32Array(COARSE_BUCKETS);
  let bucket = 0;
  for (let index = 0; index < pairs.length; index += 2) {
    bucket += pairs[index] ?? 0;
    if (bucket >= COARSE_BUCKETS) return undefined;
    histogram[bucket] = pairs[index + 1] ?? 0;
  }
  return histogram;
}

function numbersIn(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  return numbers;
}
