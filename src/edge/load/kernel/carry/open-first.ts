import { failureOfCode } from "../../../../load/sending/index.ts";
import { monotonicMs } from "../../clock.ts";
import { expiredDial, type DialFailure } from "../../lane/index.ts";
import { STEER } from "../../memory/index.ts";
import { wait } from "../poller.ts";
import { socketAddress } from "../socket-address.ts";
import { type Carried } from "./carried.ts";
import { abandon, beginDial, finishDial } from "./connection.ts";
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
  const code = beginDial(carried, 0) ?? untilOpen(carried);
  if (code !== undefined) abandon(carried, 0);
  return code === undefined ? undefined : { kind: failureOfCode(code), reason: `connect ${code} ${lane.address}` };
}

function untilOpen(carried: Carried): string | undefined {
  const { lane, machine } = carried;
  const { core } = lane;
  for (;;) {
    if (wait(machine.poller, LOOK_MS) > 0) return finishDial(carried, 0);
    core.atMs = monotonicMs();
    const isTooLate = expiredDial(lane, carried.dialedAt[0] ?? 0, 0) !== undefined;
    if (isTooLate || core.control.words[STEER.kill] === 1) return "ETIMEDOUT";
  }
}
