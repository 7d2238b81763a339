import { parseDuration } from "../../../kit/index.ts";

/** Milliseconds of `30`, `30s`, `5m`; undefined when it is no duration. */
export function timeOf(value: string | number): number | undefined {
  return parseDuration(String(value));
}

/** A time between two: `1s..3s`, or one that is always the same. */
export function spanOf(value: string | number): { readonly leastMs: number; readonly mostMs: number } | undefined {
  const [first = "", second] = String(value).split("..");
  const leastMs = parseDuration(first);
  const mostMs = second === undefined ? leastMs : parseDuration(second);
  if (leastMs === undefined || mostMs === undefined || mostMs < leastMs) return undefined;
  return { leastMs, mostMs };
}

const PER_SECOND: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

/** Arrivals a second of `50`, `50/s`, `600/m`; undefined when it is no rate. */
export function rateOf(value: string | number): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*(s|m|h)\w*)?\s*$/.exec(String(value));
  if (found === null) return undefined;
  return Number(found[1]) / (PER_SECOND[found[2] ?? "s"] ?? 1);
}
