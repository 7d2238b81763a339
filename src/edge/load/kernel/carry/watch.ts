import { monotonicMs } from "../../clock.ts";
import { RENEW } from "../../hot/index.ts";
import { expireEveryMs, expiredDial, expiredRequest, steer } from "../../lane/index.ts";
import { CALIBRATION_MS, calibrate } from "../stamps.ts";
import type { Carried, Machine } from "./carried.ts";
import { redial, replace, undialed } from "./connection.ts";
import { admit } from "./dialing.ts";
import { write } from "./writing.ts";

const STEER_MS = 50;
const PAUSE_MS = 5;

/** What is done from time to time, and when each is due next, on the monotonic clock. */
export interface Watch {
  readonly machine: Machine;
  readonly carrieds: readonly Carried[];
  readonly expireEveryMs: number;
  steerAt: number;
  expireAt: number;
  redialAt: number;
  /** The earliest of all. */
  nextAt: number;
  /** False once the run was told to end at once, or has waited long enough for what is in flight. */
  goesOn: boolean;
}

export function newWatch(machine: Machine, carrieds: readonly Carried[]): Watch {
  const every = Math.min(...carrieds.map(({ lane }) => expireEveryMs(lane)));
  return { machine, carrieds, expireEveryMs: every, steerAt: 0, expireAt: 0, redialAt: 0, nextAt: 0, goesOn: true };
}

/** Does what is due. */
export function lookAround(watch: Watch, nowMs: number): void {
  const { machine, carrieds } = watch;
  if (nowMs - machine.stamps.calibratedAt >= CALIBRATION_MS) calibrate(machine.stamps, nowMs);
  if (nowMs >= watch.steerAt) steerAll(watch, nowMs);
  if (nowMs >= watch.expireAt) {
    watch.expireAt = nowMs + watch.expireEveryMs;
    for (const carried of carrieds) expire(carried);
  }
  if (nowMs >= watch.redialAt) {
    watch.redialAt = nowMs + PAUSE_MS;
    for (const carried of carrieds) redial(carried, nowMs);
  }
  watch.nextAt = Math.min(
    watch.steerAt,
    watch.expireAt,
    watch.carrieds.some(({ redials }) => redials > 0) ? watch.redialAt : Infinity,
  );
}

function steerAll(watch: Watch, nowMs: number): void {
  watch.steerAt = nowMs + STEER_MS;
  watch.goesOn = false;
  for (const carried of watch.carrieds) {
    const { core, plan } = carried.lane;
    core.atMs = nowMs;
    if (steer(carried.lane)) watch.goesOn = true;
    if (plan.ramp !== undefined) admit(carried);
    watch.steerAt = Math.min(watch.steerAt, core.endsAt > nowMs ? core.endsAt + 0.1 : watch.steerAt);
  }
}

function expire(carried: Carried): void {
  const { lane, dialedAt } = carried;
  for (let connection = 0; connection < carried.connections; connection += 1) {
    lane.core.atMs = monotonicMs();
    const dialed = dialedAt[connection] ?? 0;
    if (dialed === 0) expireRequests(carried, connection);
    else {
      const kind = expiredDial(lane, dialed, carried.connectedAt[connection] ?? 0);
      if (kind !== undefined) undialed(carried, connection, kind);
    }
  }
}

function expireRequests(carried: Carried, connection: number): void {
  const { lane } = carried;
  const from = connection * lane.wire.streams;
  for (let slot = from; slot < Math.min(from + lane.wire.streams, lane.core.slots); slot += 1) {
    const kind = expiredRequest(lane, slot);
    if (kind === undefined) continue;
    if (lane.wire.expired(slot, kind) === RENEW) return replace(carried, connection);
    write(carried, connection);
  }
}
