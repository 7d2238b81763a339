import type { World } from "../../command/index.ts";
import { parseTarget, type LoadPlan, type Target } from "../../load/index.ts";
import { connectingTo, plannedRequest, shapeFrom } from "../load/index.ts";
import type { CompareFlags } from "./flags.ts";

/** A plan and what it is called. */
export interface NamedPlan {
  readonly target: Target;
  readonly plan: LoadPlan;
}

/** The plan that the flags describe, with the defaults of `load` for what was not given. Errors: those of `load`. */
export async function plannedFor(address: string, flags: CompareFlags, world: World): Promise<NamedPlan> {
  const target = parseTarget(address);
  const { method = "GET", timeout = 10_000, keepalive = true, maxRedirects = 0 } = flags;
  const settled = { ...flags, method, timeout, keepalive, maxRedirects };
  const request = await plannedRequest(target, settled, world);
  const connecting = await connectingTo(target.origin, settled, world);
  return { target, plan: { ...connecting, requests: [request], ...shapeFrom(flags) } };
}
