import type { LoadPlan } from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";
import { start } from "../hot/index.ts";
import { chooseCarrier, mayUseKernel, ownStealMs, type Carrier } from "../host/index.ts";
import { newLane, type DialFailure, type Lane } from "../lane/index.ts";
import { GATE, STEER, newLaneMemory } from "../memory/index.ts";
import { newMeter } from "../meter.ts";
import type { Pair, PairEnd, PairOpened, PairParts } from "./parts.ts";

interface Carried {
  readonly carrier: Carrier;
  readonly first: Lane;
  readonly second: Lane;
}

/** Two lanes in this very thread. Errors of `open`: `load-bad-header`, `load-bad-url`. */
export function newPair(parts: PairParts): Pair {
  let carried: Carried | undefined;
  return {
    open: async (addresses) => {
      carried ??= await carry(parts);
      return openBoth(carried, addresses);
    },
    run: async () => {
      if (carried === undefined) throw new Error("the lanes were not opened");
      return runBoth(carried, parts);
    },
    close: () => carried?.carrier.transport.close(),
  };
}

/** What one of the two cannot be carried by carries neither. */
async function carry(parts: PairParts): Promise<Carried> {
  const [first, second] = parts.plans;
  const isSecure = parts.plans.some(({ origin }) => origin.scheme === "https");
  const carrier = await chooseCarrier(mayUseKernel(first) ? second : first, isSecure);
  const lane = (plan: LoadPlan, gate: 0 | 1): Lane => gatedLane({ plan, gate, parts, carrier });
  return { carrier, first: lane(first, 0), second: lane(second, 1) };
}

interface LaneWish {
  readonly plan: LoadPlan;
  readonly gate: 0 | 1;
  readonly parts: PairParts;
  readonly carrier: Carrier;
}

/** A plan's own end does not count: the blocks say how long. */
function gatedLane({ plan, gate, parts: { control }, carrier }: LaneWish): Lane {
  const { durationMs: _own, requestLimit: _limit, ...endless } = plan;
  const memory = newLaneMemory(
    plan.requests.map(({ name }) => name),
    plan.concurrency,
  );
  control.words[STEER.gates + gate] = GATE.shut;
  const share = { index: 0, of: 1 };
  return newLane({ plan: endless, share, memory, control, gate, actor: undefined, input: carrier.input });
}

async function openBoth(
  { carrier, first, second }: Carried,
  [ofFirst, ofSecond]: Parameters<Pair["open"]>[0],
): Promise<PairOpened> {
  const failures = [await openAt(first, carrier, ofFirst), await openAt(second, carrier, ofSecond)];
  if (failures[0] !== undefined) return { failure: failures[0], of: 0 };
  if (failures[1] !== undefined) return { failure: failures[1], of: 1 };
  const opened = ({ address, core }: Lane) => ({ address, memory: core.memory });
  const { transport, fallback } = carrier;
  const because = fallback === undefined ? {} : { fallback };
  return { lanes: [opened(first), opened(second)], transport: transport.name, ...because };
}

async function openAt(lane: Lane, { transport }: Carrier, addresses: readonly string[]) {
  let failure: DialFailure = { kind: "dns", reason: "the name has no address" };
  for (const address of addresses) {
    lane.address = address;
    const failed = await transport.open(lane);
    if (failed === undefined) return undefined;
    failure = failed;
  }
  return failure;
}

async function runBoth({ carrier, first, second }: Carried, { control }: PairParts): Promise<PairEnd> {
  const meter = newMeter();
  const stolen = ownStealMs();
  const began = control.times[0] ?? monotonicMs();
  for (const [index, { core }] of [first, second].entries()) {
    start(core, began);
    control.times[1 + index] = began;
  }
  await carrier.transport.run([first, second], control);
  const stolenNow = ownStealMs();
  return {
    startedAt: [first.core.startedAt, second.core.startedAt],
    busy: carrier.busy?.() ?? meter.busy(),
    isStamped: carrier.isStamped(),
    ...(stolen === undefined || stolenNow === undefined ? {} : { stolenMs: Math.max(0, stolenNow - stolen) }),
  };
}
