import type { Table } from "../catalog/index.ts";
import { MEGABYTES_PER_SECOND } from "../diff/shadow/index.ts";
import type { Work } from "./effects/effect.ts";

export type Size = Pick<Table, "rows" | "sizeBytes">;

// As on a shadow: what is read, and once more what is written.
const SPEED: Readonly<Record<Work, number>> = {
  none: Number.POSITIVE_INFINITY,
  scan: MEGABYTES_PER_SECOND,
  rewrite: MEGABYTES_PER_SECOND / 2,
  build: MEGABYTES_PER_SECOND / 2,
};

/** Seconds that work on a table of so many bytes takes, to one digit. */
export function workSeconds(work: Work, bytes: number): number {
  return Math.round((bytes / 1_000_000 / SPEED[work]) * 10) / 10;
}
