import type { Actor, LoadPlan, Share } from "../../../load/sending/index.ts";
import { newHttp2 } from "../h2/index.ts";
import { newCore, newHttp1, type Core, type Wire } from "../hot/index.ts";
import { STEER, type Control, type LaneMemory } from "../memory/index.ts";

/** One plan's users, connections and counters in one thread. */
export interface Lane {
  /** This share of the plan: its concurrency is the lane's own. */
  readonly plan: LoadPlan;
  readonly core: Core;
  readonly wire: Wire;
  /** Where connections go to, once the first one has found out. */
  address: string;
}

/** What a lane is made of. */
export interface LaneParts {
  /** This share of the plan, as `shareOf` cuts it. */
  readonly plan: LoadPlan;
  readonly share: Share;
  readonly memory: LaneMemory;
  readonly control: Control;
  /** Which of the control's gates is this lane's. */
  readonly gate: number;
  readonly actor: Actor | undefined;
  /** Where the transport reads into: lanes of one thread may share it. */
  readonly input: Uint8Array;
}

/**
 * A lane that has not begun. Errors: `load-bad-header`, `load-bad-url`.
 */
export function newLane({ plan, share, memory, control, gate, actor, input }: LaneParts): Lane {
  const core = newCore({ plan, share, memory, control, gate: STEER.gates + gate, actor });
  const wire = plan.protocol === "h2" ? newHttp2(core, input, plan) : newHttp1(core, input);
  return { plan, core, wire, address: "" };
}
