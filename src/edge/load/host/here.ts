import { newFollower } from "../../../load/redirect/index.ts";
import { newLane, shareOf, steer, type DialFailure, type Lane } from "../lane/index.ts";
import type { Actor, LoadPlan, Share } from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";
import { start } from "../hot/index.ts";
import { newMeter } from "../meter.ts";
import { newLaneMemory, noteUnfinished, type Control, type LaneMemory } from "../memory/index.ts";
import { chooseCarrier, type Carrier } from "./carrier.ts";
import type { Host, HostParts, LaneEnd, Opened } from "./host.ts";
import { gatherSamples } from "./samples.ts";
import { ownStealMs } from "./stolen.ts";

/** A lane and what carries it. */
interface Hosted {
  readonly parts: HostParts;
  readonly carrier: Carrier;
  readonly memory: LaneMemory;
  readonly lane: Lane;
}

/** Who plays a plan's scenario. Handed in, so that threads without one need not load what plays it. */
export type NewActor = (plan: LoadPlan, share: Share, control: Control) => Actor | undefined;

/** A lane in this very thread. Errors of `open`: `load-bad-header`, `load-bad-url`. */
export function newHost(parts: HostParts, newActor?: NewActor): Host {
  let hosted: Hosted | undefined;
  return {
    open: async (addresses) => {
      hosted ??= await host(parts, newActor);
      return openAt(hosted, addresses);
    },
    run: async (onSamples) => {
      if (hosted === undefined) throw new Error("the lane was not opened");
      return runLane(hosted, onSamples);
    },
    close: () => hosted?.carrier.transport.close(),
  };
}

async function host(parts: HostParts, newActor?: NewActor): Promise<Hosted> {
  const { share, control } = parts;
  const plan = shareOf(parts.plan, share);
  const carrier = await chooseCarrier(plan);
  const actor = newActor?.(plan, share, control) ?? follower(plan);
  const memory = newLaneMemory(
    (actor?.steps ?? plan.requests).map(({ name }) => name),
    plan.concurrency,
  );
  const lane = newLane({ plan, share, memory, control, gate: 0, actor, input: carrier.input });
  return { parts, carrier, memory, lane };
}

// Redirects are a little scenario of their own.
function follower(plan: LoadPlan): Actor | undefined {
  return plan.scenario === undefined && (plan.redirects ?? 0) > 0 ? newFollower(plan) : undefined;
}

async function openAt({ lane, carrier, memory }: Hosted, addresses: readonly string[]): Promise<Opened> {
  let failure: DialFailure = { kind: "dns", reason: "the name has no address" };
  for (const address of addresses) {
    lane.address = address;
    const failed = await carrier.transport.open(lane);
    if (failed === undefined) {
      const { transport, fallback } = carrier;
      return { address, memory, transport: transport.name, ...(fallback === undefined ? {} : { fallback }) };
    }
    failure = failed;
  }
  return { failure };
}

async function runLane({ parts, lane, carrier }: Hosted, onSamples: Parameters<Host["run"]>[0]): Promise<LaneEnd> {
  const { core } = lane;
  const meter = newMeter();
  const stolen = ownStealMs();
  const samples = parts.wantsSamples ? gatherSamples(core, onSamples) : undefined;
  start(core, parts.control.times[0] ?? 0);
  await carrier.transport.run([lane], parts.control);
  // Lanes whose last answer came after the time was up have not looked at the clock since.
  core.atMs = monotonicMs();
  steer(lane);
  samples?.flush();
  noteUnfinished(lane.core.memory);
  const stolenNow = ownStealMs();
  return {
    busy: carrier.busy?.() ?? meter.busy(),
    isStamped: carrier.isStamped(),
    ...(stolen === undefined || stolenNow === undefined ? {} : { stolenMs: Math.max(0, stolenNow - stolen) }),
    checks: core.actor?.checks() ?? [],
    limitHeaders: lane.wire.limitHeaders?.() ?? [],
  };
}
