import { connect, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { LoadPlan } from "../../../load/sending/index.ts";
import { isTunnelled } from "../../../load/proxy/index.ts";
import type { DialCall, DialEvents, Link } from "./link.ts";
import { readInto } from "./read-into.ts";
import { newTickets } from "./tickets.ts";
import { originTls, proxyContextOf, secureContextOf } from "./tls-settings.ts";
import { openTunnel } from "./tunnel.ts";
import { onSecured, watch } from "./watch.ts";

/** Opens connections to one origin that put what they read into one shared buffer. */
export interface Dialer {
  readonly isSecure: boolean;
  /** Handshakes that were shortened by a session ticket. */
  readonly resumed: () => number;
  readonly open: (address: string, events: DialEvents) => Link;
}

/**
 * Node's own certificates, or those of the plan. A Unix socket or a proxy is connected to instead of the address. A user's
 * first connection makes a full handshake; one who comes back shows a ticket, as browsers do.
 *
 * Error: `load-bad-tls`.
 * @example
 * newDialer(plan, buffer).open("127.0.0.1", events);
 */
export function newDialer(plan: LoadPlan, buffer: Uint8Array): Dialer {
  const isSecure = plan.origin.scheme === "https";
  const tls = isSecure ? originTls(plan, secureContextOf(plan.tls)) : undefined;
  const proxyContext = plan.proxy?.scheme === "https" ? proxyContextOf(plan.tls) : undefined;
  const tickets = newTickets(Math.ceil(plan.concurrency / (plan.streams ?? 1)));
  const direct = isSecure ? openSecure : openPlain;
  const open = isTunnelled(plan) ? openTunnel : direct;
  return {
    isSecure,
    resumed: () => tickets.resumed,
    open: (address, events) => open({ plan, buffer, tls, proxyContext, tickets, address }, events),
  };
}

function openPlain(call: DialCall, events: DialEvents): Socket {
  const socket = connect({ ...placeOf(call), onread: readInto(call.buffer, events.bytes) });
  socket.once("connect", () => {
    events.connected();
    events.ready();
  });
  watch(socket, events);
  return socket;
}

function openSecure(call: DialCall, events: DialEvents): TLSSocket {
  const reading = { onread: readInto(call.buffer, events.bytes) };
  const socket = connectTls({ ...placeOf(call), ...call.tls, ...call.tickets.next(), ...reading });
  socket.once("connect", () => events.connected());
  onSecured(socket, call, events);
  watch(socket, events);
  return socket;
}

function placeOf({ plan, address }: DialCall) {
  if (plan.socketPath !== undefined) return { path: plan.socketPath };
  return { host: address, port: (plan.proxy ?? plan.origin).port, noDelay: true };
}
