import type { LoadPlan, RateLimitMeasured, Share } from "../../../load/sending/index.ts";
import type { DialFailure } from "../lane/index.ts";
import type { Control, LaneMemory } from "../memory/index.ts";
import type { SampleBatch } from "./samples.ts";

/** What a lane is told before it begins: plain data. */
export interface HostParts {
  /** The whole plan; the host takes its share. */
  readonly plan: LoadPlan;
  readonly share: Share;
  readonly control: Control;
  /** True when somebody wants every finished request. */
  readonly wantsSamples: boolean;
}

/** A lane whose first connection has been tried. */
export type Opened =
  | { readonly failure: DialFailure }
  | {
      readonly address: string;
      readonly transport: string;
      readonly fallback?: string;
      readonly memory: LaneMemory;
    };

/** How a lane ended, besides what it has counted. */
export interface LaneEnd {
  readonly busy: number;
  /** True when the kernel stamped what arrived. */
  readonly isStamped: boolean;
  readonly stolenMs?: number;
  readonly checks: readonly (readonly [route: string, name: string, passed: number, failed: number])[];
  readonly limitHeaders: RateLimitMeasured["headers"];
  /** Why the thread ended before the lane did. */
  readonly lost?: string;
}

/** A lane that can be opened and run once. */
export interface Host {
  /** Tries the addresses in turn with the lane's first connection. */
  open(addresses: readonly string[]): Promise<Opened>;
  /** Runs from the time on that `control` says. Never rejects for what is the thread's fault: see `lost`. */
  run(onSamples: (batch: SampleBatch) => void): Promise<LaneEnd>;
  close(): void;
}
