import { hasWork, isIdle, refuse, type Refusal } from "../hot/index.ts";
import type { Lane } from "./lane.ts";

/** True while a connection has something to do that none of the `reserved` ones, which are being opened, is for. */
export function mayDial({ core, wire }: Lane, connection: number, reserved: number): boolean {
  const end = Math.min((connection + 1) * wire.streams, core.slots);
  for (let slot = connection * wire.streams; slot < end; slot += 1) if (hasWork(core, slot, reserved)) return true;
  return false;
}

/**
 * A connection could not be opened: requests that waited on it to be sent again have failed; where there is none, the one that
 * it was opened for.
 */
export function refuseWaiting({ core, wire }: Lane, connection: number, refusal: Refusal): void {
  const first = connection * wire.streams;
  const end = Math.min(first + wire.streams, core.slots);
  let refused = 0;
  for (let slot = first; slot < end; slot += 1) {
    if (isIdle(core, slot)) continue;
    refuse(core, slot, refusal);
    refused += 1;
  }
  if (refused === 0) refuse(core, first, refusal);
}
