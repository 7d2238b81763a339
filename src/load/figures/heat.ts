import { COARSE_BUCKETS, coarseMiddle, type CoarseHistogram } from "../coarse-histogram.ts";
import type { Timeline } from "../result/index.ts";
import { round, sum } from "./round.ts";

const MOST_ROWS = 48;
/** Coarse buckets that make a row: from 1/16 of an octave to two octaves. */
const STEPS = [2, 4, 8, 16, 32, 64] as const;

/** Requests by time and latency: only the rows between the quickest and the slowest request. */
export function heatOf(columns: readonly CoarseHistogram[]): Timeline["heat"] {
  const used = columns.flatMap((column) => [column.findIndex(isUsed), column.findLastIndex(isUsed)]);
  const buckets = used.filter((bucket) => bucket >= 0);
  if (buckets.length === 0) return { fromMs: [], columns: columns.map(() => ""), highest: 0 };
  const first = Math.min(...buckets);
  const last = Math.max(...buckets);
  const step = STEPS.find((size) => rowOf(last, size) - rowOf(first, size) < MOST_ROWS) ?? 64;
  const rows = { first: rowOf(first, step), last: rowOf(last, step), step };
  const cells = columns.map((column) => cellsOf(column, rows));
  return {
    fromMs: range(rows.first, rows.last + 1).map((row) => round(lowerEnd(row * step) / 1_000)),
    columns: cells.map((counts) => counts.flatMap((count, row) => (count === 0 ? [] : [`${row}:${count}`])).join(" ")),
    highest: Math.max(...cells.flat()),
  };
}

interface Rows {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

const cellsOf = (column: CoarseHistogram, { first, last, step }: Rows): readonly number[] =>
  range(first, last).map((row) => sum([...column.subarray(row * step, (row + 1) * step)]));

const isUsed = (count: number): boolean => count > 0;

const rowOf = (bucket: number, step: number): number => Math.floor(bucket / step);

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Of a bucket, in microseconds: halfway between two middles on a logarithmic scale is near enough for drawing. */
const lowerEnd = (bucket: number): number =>
  Math.sqrt(coarseMiddle(Math.min(bucket, COARSE_BUCKETS)) * coarseMiddle(Math.max(0, bucket - 1)));
