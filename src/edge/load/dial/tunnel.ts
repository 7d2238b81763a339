import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { LoadPlan, Proxy } from "../../../load/sending/index.ts";
import type { DialCall, DialEvents, Link } from "./link.ts";
import { hungUp, leakyTunnel, refusal } from "./tunnel-failure.ts";
import { readInto } from "./read-into.ts";
import { identity } from "./tls-settings.ts";
import { newTunnelReader } from "./tunnel-answer.ts";
import { onSecured, watch } from "./watch.ts";

/** A connection whose socket changes while it is opened. */
interface Tunnel extends Link {
  socket: Socket;
}

/**
 * Opens a connection through a proxy by CONNECT, with TLS to the proxy where its address says https, and with TLS to the
 * origin inside. Source: RFC 9110 section 9.3.6.
 */
export function openTunnel(call: DialCall, events: DialEvents): Link {
  const { proxy } = call.plan;
  if (proxy === undefined) throw new TypeError("a tunnel needs a proxy");
  const read = newTunnelReader();
  let isThrough = false;
  const onBytes = (count: number): void => {
    if (isThrough) return events.bytes(count);
    const answer = read(call.buffer.subarray(0, count));
    if (answer.kind === "more") return;
    if (answer.kind === "garbage" || answer.status < 200 || answer.status > 299)
      return events.broken(refusal(call.plan, proxy, answer));
    isThrough = true;
    onThrough(tunnel, call, { events, from: answer.restFrom, to: count });
  };
  const socket = toProxy(proxy, call, onBytes);
  const tunnel: Tunnel = linkOver(socket);
  socket.once(proxy.scheme === "https" ? "secureConnect" : "connect", () =>
    socket.write(connectRequest(call.plan, proxy)),
  );
  watch(socket, { ...events, ended: () => (isThrough ? events.ended() : events.broken(hungUp(call.plan, proxy))) });
  return tunnel;
}

function linkOver(socket: Socket): Tunnel {
  return {
    socket,
    get writableLength() {
      return this.socket.writableLength;
    },
    write(bytes) {
      return this.socket.write(bytes);
    },
    once(event, action) {
      return this.socket.once(event, action);
    },
    destroy() {
      return this.socket.destroy();
    },
  };
}

function toProxy(proxy: Proxy, call: DialCall, onBytes: (count: number) => void): Socket {
  const { plan, buffer, address, proxyContext } = call;
  const place = { host: address, port: proxy.port, noDelay: true, onread: readInto(buffer, onBytes) };
  if (proxy.scheme === "http") return connect(place);
  const secureContext = proxyContext === undefined ? {} : { secureContext: proxyContext };
  return connectTls({ ...place, ...identity(proxy.host), ...secureContext, rejectUnauthorized: plan.tls.verify });
}

function connectRequest({ origin }: LoadPlan, { authorization }: Proxy): string {
  const place = `${isIP(origin.host) === 6 ? `[${origin.host}]` : origin.host}:${origin.port}`;
  const word = authorization === undefined ? "" : `Proxy-Authorization: ${authorization}\r\n`;
  return `CONNECT ${place} HTTP/1.1\r\nHost: ${place}\r\n${word}\r\n`;
}

interface Through {
  readonly events: DialEvents;
  /** Bytes that came behind the proxy's answer, in the buffer. */
  readonly from: number;
  readonly to: number;
}

function onThrough(tunnel: Tunnel, call: DialCall, { events, from, to }: Through): void {
  events.connected();
  if (call.tls !== undefined) {
    if (to > from) return events.broken(leakyTunnel(call.plan));
    tunnel.socket = secure(tunnel.socket, call, events);
    return;
  }
  events.ready();
  call.buffer.copyWithin(0, from, to);
  if (to > from) events.bytes(to - from);
}

function secure(inner: Socket, call: DialCall, events: DialEvents): TLSSocket {
  const socket = connectTls({ ...call.tls, ...call.tickets.next(), socket: inner });
  // Over another socket Node reads into buffers of its own.
  socket.on("data", (bytes: Uint8Array) => copyInto(call.buffer, bytes, events));
  onSecured(socket, call, events);
  watch(socket, events);
  return socket;
}

function copyInto(buffer: Uint8Array, bytes: Uint8Array, events: DialEvents): void {
  for (let at = 0; at < bytes.length; at += buffer.length) {
    const piece = bytes.subarray(at, at + buffer.length);
    buffer.set(piece);
    events.bytes(piece.length);
  }
}
