import type { Pair } from "./group.ts";
import type { Pool } from "./pool.ts";

export interface FlowOptions {
  /** So many queries of one fingerprint count as N+1. */
  readonly threshold: number;
  /** A query that comes later than this after the one before belongs to something else. */
  readonly gapMs: number;
}

/** Which queries' values came back as whose parameters. */
export interface Flow {
  readonly options: FlowOptions;
  readonly pools: Map<string, Pool>;
  readonly pairs: Map<string, Pair>;
  executions: number;
}

export const newFlow = (options: FlowOptions): Flow => ({ options, pools: new Map(), pairs: new Map(), executions: 0 });
