import { addressesOf, openingError, type DialFailure } from "../dial/index.ts";
import type { Lane, Transport } from "../lane/index.ts";
import { untilAborted } from "../until-aborted.ts";

/** Opens the first connection of a lane at the first of its addresses that answers. Errors: those of a run that cannot begin. */
export async function openLane(lane: Lane, transport: Transport, signal: AbortSignal): Promise<void> {
  let failure: DialFailure = { kind: "dns", reason: "the name has no address" };
  for (const address of await addressesOf(lane.plan)) {
    lane.address = address;
    const failed = await untilAborted(transport.open(lane), signal);
    if (failed === undefined) return;
    failure = failed;
  }
  throw openingError(lane.plan, failure);
}
