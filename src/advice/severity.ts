import type { Severity } from "../kit/index.ts";

const LARGE_ROWS = 100_000;
const SMALL_ROWS = 10_000;

export interface Weight {
  /** Null: not known. */
  readonly rows: number | null;
  /** Somebody has paid for it since the counters began. */
  readonly isFelt: boolean;
  /** False for a schema without data: then nothing is known about size. */
  readonly hasData: boolean;
}

/** How much a missing way to the rows matters: a small table is read as fast as its index. */
export function severityOf({ rows, isFelt, hasData }: Weight): Severity {
  if (!hasData || rows === null) return "warning";
  if (rows < SMALL_ROWS) return "info";
  return rows >= LARGE_ROWS && isFelt ? "error" : "warning";
}
