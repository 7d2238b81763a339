import type { LoadPlan } from "../../../load/sending/index.ts";
import type { DialFailure } from "../lane/index.ts";
import type { Control, LaneMemory } from "../memory/index.ts";

export type PlanPair = readonly [first: LoadPlan, second: LoadPlan];

/** What a pair of lanes is told before it begins: plain data. The control has a gate for each. */
export interface PairParts {
  readonly plans: PlanPair;
  readonly control: Control;
}

/** A lane whose first connection is open. */
export interface OpenedLane {
  readonly address: string;
  readonly memory: LaneMemory;
}

/** Two lanes whose first connections are open. */
export interface PairReady {
  readonly lanes: readonly [first: OpenedLane, second: OpenedLane];
  readonly transport: string;
  /** Why it is not the kernel's. */
  readonly fallback?: string;
}

/** Both lanes, or which one's first connection failed. */
export type PairOpened = PairReady | { readonly failure: DialFailure; readonly of: 0 | 1 };

/** How a pair ended, besides what it has counted. */
export interface PairEnd {
  /** When each lane began, as if its gate had never been shut. */
  readonly startedAt: readonly [first: number, second: number];
  /** Share of the time in which the thread had work. */
  readonly busy: number;
  readonly isStamped: boolean;
  readonly stolenMs?: number;
  /** Why the thread ended before the lanes did. */
  readonly lost?: string;
}

/** Two lanes that can be opened and run once. */
export interface Pair {
  /** Tries the addresses of either in turn with its first connection. */
  open(addresses: readonly [readonly string[], readonly string[]]): Promise<PairOpened>;
  /** Runs from the time on that `control` says, gates shut, until the control stops it. */
  run(): Promise<PairEnd>;
  close(): void;
}
