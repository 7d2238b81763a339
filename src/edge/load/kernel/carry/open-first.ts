import { monotonicMs } from "../../clock.ts";
import { expiredDial, type DialFailure } from "../../lane/index.ts";
import { STEER } from "../../memory/index.ts";
import { flagsAt, wait } from "../poller.ts";
import { socketAddress } from "../socket-address.ts";
import { type Carried } from "./carried.ts";
import { abandon, beginDial, finishDial } from "./connection.ts";
import { greet, notDialed } from "./greeting.ts";
import { prepare } from "./outbox.ts";

const LOOK_MS = 50;

/** Opens a lane's first connection and waits for it, at most for the time-out; answers why it failed. */
export function openFirst(carried: Carried): DialFailure | undefined {
  const { lane, machine } = carried;
  const { socketPath, origin } = lane.plan;
  const endpoint = socketPath === undefined ? { address: lane.address, port: origin.port } : { path: socketPath };
  const address = socketAddress(endpoint);
  if (address === undefined) return { kind: "other", reason: `${lane.address} is no address` };
  carried.address = address;
  for (const { bytes } of lane.core.requests) prepare(machine.outbox, bytes);
  carried.nextConnection = 1;
  const code = beginDial(carried, 0);
  const failure = code === undefined ? untilOpen(carried) : notDialed(carried, code);
  if (failure !== undefined) abandon(carried, 0);
  return failure;
}

function untilOpen(carried: Carried): DialFailure | undefined {
  const { lane, machine } = carried;
  const { core } = lane;
  for (;;) {
    if (wait(machine.poller, LOOK_MS) > 0) {
      const failure = advance(carried, flagsAt(machine.poller, 0));
      if (failure !== undefined || carried.dialedAt[0] === 0) return failure;
    }
    core.atMs = monotonicMs();
    const late = expiredDial(lane, carried.dialedAt[0] ?? 0, carried.connectedAt[0] ?? 0);
    if (late !== undefined) return { kind: late, reason: "no answer in time" };
    if (core.control.words[STEER.kill] === 1) return notDialed(carried, "ETIMEDOUT");
  }
}

function advance(carried: Carried, flags: number): DialFailure | undefined {
  if (carried.isLayered) return greet(carried, 0, flags);
  const code = finishDial(carried, 0);
  return code === undefined ? undefined : notDialed(carried, code);
}
