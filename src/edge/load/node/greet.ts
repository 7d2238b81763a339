import { errors } from "../../../kit/index.ts";
import { originText } from "../../../load/sending/index.ts";
import { monotonicMs } from "../clock.ts";
import { RENEW } from "../hot/index.ts";
import type { DialFailure } from "../lane/index.ts";
import type { Carried } from "./carried.ts";

/** Says hello where the protocol has a greeting of its own (HTTP/2). False: it has none, the connection is ready. */
export function greet({ lane, sockets }: Carried, connection: number): boolean {
  const { core, wire } = lane;
  core.atMs = monotonicMs();
  wire.opened(connection);
  if (wire.multiplexed === undefined) return false;
  const bytes = wire.next(connection);
  if (bytes !== undefined) sockets[connection]?.write(bytes);
  return true;
}

/** Takes bytes that came before the connection was ready: true when it is now, or why it never will be. */
export function onGreeting({ lane, arrived }: Carried, connection: number, count: number): boolean | DialFailure {
  const { core, wire, plan } = lane;
  core.atMs = monotonicMs();
  arrived.to = count;
  const action = wire.receive(connection, arrived);
  if (action !== RENEW) return wire.multiplexed?.isReady(connection) ?? true;
  const reason = wire.multiplexed?.problem(connection) ?? "";
  const target = originText(plan.origin);
  return { kind: "protocol", reason, error: errors.loadConnect.noHttp2({ target, chosen: reason }) };
}
