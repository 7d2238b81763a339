import { monotonicMs } from "../clock.ts";
import { RENEW } from "../hot/index.ts";
import { expireEveryMs, expiredDial, expiredRequest, steer } from "../lane/index.ts";
import type { Carried } from "./carried.ts";
import { dial, dialNext, finishWhenOver, hasReason, onBroken, replace } from "./dial.ts";
import { write } from "./traffic.ts";

const STEER_MS = 50;

/** Fails what has waited too long. */
export function watchTimeouts(carried: Carried): Disposable {
  const timer = setInterval(() => expire(carried), expireEveryMs(carried.lane));
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function expire(carried: Carried): void {
  const { lane, dialedAt, connectedAt } = carried;
  for (let connection = 0; connection < carried.connections; connection += 1) {
    lane.core.atMs = monotonicMs();
    const dialed = dialedAt[connection] ?? 0;
    if (dialed === 0) expireRequests(carried, connection);
    else {
      const kind = expiredDial(lane, dialed, connectedAt[connection] ?? 0);
      if (kind !== undefined) onBroken(carried, connection, { kind, reason: "no answer in time" });
    }
  }
}

function expireRequests(carried: Carried, connection: number): void {
  const { lane } = carried;
  const from = connection * lane.wire.streams;
  for (let slot = from; slot < from + lane.wire.streams; slot += 1) {
    const kind = expiredRequest(lane, slot);
    if (kind === undefined) continue;
    if (lane.wire.expired(slot, kind) === RENEW) return replace(carried, connection);
    write(carried, connection);
  }
}

/** Follows the control and the clock: users of a ramp come and go, and the run ends. */
export function watchControl(carried: Carried, finish: () => void): Disposable {
  const { core, plan } = carried.lane;
  const look = (): void => {
    core.atMs = monotonicMs();
    if (!steer(carried.lane)) return finish();
    if (plan.ramp !== undefined) admit(carried);
    finishWhenOver(carried);
  };
  steer(carried.lane);
  const timer = setInterval(look, STEER_MS);
  const untilEnd = core.endsAt - monotonicMs();
  const end = untilEnd === Number.POSITIVE_INFINITY ? undefined : setTimeout(look, untilEnd + 1);
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      clearTimeout(end);
    },
  };
}

/** Opens connections for users who have come, also for those who had gone before. */
export function admit(carried: Carried): void {
  for (let connection = 0; connection < carried.nextConnection; connection += 1)
    if (hasReason(carried, connection)) dial(carried, connection);
  while (dialNext(carried));
}
