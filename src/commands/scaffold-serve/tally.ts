import { compareText } from "../../kit/index.ts";
import type { MockAnswer } from "../../scaffold/mock/index.ts";
import type { ServeOutput } from "./output.ts";

export interface Tally {
  /** The number of the request that comes, from 1. */
  next(): number;
  count(answer: MockAnswer): void;
  requests(): number;
  rows(): ServeOutput["answers"];
}

/** Counts answers by operation and status. */
export function createTally(): Tally {
  const rows = new Map<string, ServeOutput["answers"][number]>();
  let requests = 0;
  return {
    next: () => (requests += 1),
    count: ({ operation = null, status }) => {
      const key = `${operation ?? ""} ${status}`;
      rows.set(key, { operation, status, count: (rows.get(key)?.count ?? 0) + 1 });
    },
    requests: () => requests,
    rows: () => [...rows].toSorted(([a], [b]) => compareText(a, b)).map(([, row]) => row),
  };
}
