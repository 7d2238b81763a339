import type { Measured, SlotMeasured } from "../measured.ts";
import type { Timeline } from "../result/index.ts";
import { mergedCoarse } from "../coarse-share.ts";
import { coarseQuantiles } from "./coarse.ts";
import { heatOf } from "./heat.ts";
import { perSecond, round, sum } from "./round.ts";

const MOST_POINTS = 120;

/** The run over time, in at most 120 points of equal width; null when it was not recorded. */
export function timelineOf({ slots: recorded, elapsedMs, schedule }: Measured): Timeline | null {
  if (recorded === undefined || recorded.slots.length === 0) return null;
  const joined = Math.ceil(recorded.slots.length / MOST_POINTS);
  const widthMs = recorded.widthMs * joined;
  const points = chunks(recorded.slots, joined).map((slots, index) => ({
    slots,
    // The last point may be cut short by the end of the run.
    spanMs: Math.max(1, Math.min(widthMs, slots.length * recorded.widthMs, elapsedMs - index * widthMs)),
  }));
  const lags = schedule === undefined ? {} : lagsOf(points);
  return { widthMs, ...ratesOf(points), ...classesOf(points), ...lags, ...quantilesOf(points), heat: heatIn(points) };
}

interface Point {
  readonly slots: readonly SlotMeasured[];
  readonly spanMs: number;
}

type Count = (slot: SlotMeasured) => number;

const rate =
  (points: readonly Point[]) =>
  (count: Count): readonly number[] =>
    points.map(({ slots, spanMs }) => round(perSecond(sum(slots.map(count)), spanMs)));

const highest = (points: readonly Point[], count: Count): readonly number[] =>
  points.map(({ slots }) => Math.max(...slots.map(count)));

function ratesOf(points: readonly Point[]) {
  const each = rate(points);
  return {
    duePerSecond: each(({ due }) => due),
    sentPerSecond: each(({ sent }) => sent),
    successfulPerSecond: each(({ successful }) => successful),
    failedPerSecond: each(({ failed }) => failed),
    inFlight: highest(points, ({ inFlight }) => inFlight),
    users: highest(points, ({ users }) => users),
    receivedBytesPerSecond: each(({ receivedBytes }) => receivedBytes),
  };
}

function classesOf(points: readonly Point[]) {
  const each = rate(points);
  return {
    noAnswerPerSecond: each(({ classes }) => classes[0] ?? 0),
    status1xxPerSecond: each(({ classes }) => classes[1] ?? 0),
    status2xxPerSecond: each(({ classes }) => classes[2] ?? 0),
    status3xxPerSecond: each(({ classes }) => classes[3] ?? 0),
    status4xxPerSecond: each(({ classes }) => classes[4] ?? 0),
    status5xxPerSecond: each(({ classes }) => classes[5] ?? 0),
  };
}

function lagsOf(points: readonly Point[]) {
  const total = (slots: readonly SlotMeasured[], count: Count): number => sum(slots.map(count));
  return {
    lagMeanMs: points.map(({ slots }) => {
      const due = total(slots, (slot) => slot.due);
      return due === 0 ? null : round(total(slots, ({ lagMs = 0 }) => lagMs) / due);
    }),
    lagMaxMs: highest(points, ({ mostLagMs = 0 }) => mostLagMs).map(round),
  };
}

function quantilesOf(points: readonly Point[]) {
  const rows = points.map(({ slots }) =>
    coarseQuantiles(mergedCoarse(slots.map(({ latency }) => latency)), [0.5, 0.9, 0.99]),
  );
  const column = (place: number): readonly (number | null)[] => rows.map((row) => row[place] ?? null);
  return { p50Ms: column(0), p90Ms: column(1), p99Ms: column(2) };
}

const heatIn = (points: readonly Point[]): Timeline["heat"] =>
  heatOf(points.map(({ slots }) => mergedCoarse(slots.map(({ latency }) => latency))));

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
