import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { wrongProtocol } from "./alpn.ts";
import type { DialCall, DialEvents } from "./link.ts";

/** Tells when the handshake is over, and keeps the ticket that came with it. */
export function onSecured(socket: TLSSocket, { plan, tickets }: DialCall, events: DialEvents): void {
  tickets.watch(socket);
  socket.once("secureConnect", () => {
    const problem = wrongProtocol(plan, socket.alpnProtocol);
    if (problem === undefined) events.ready();
    else events.broken(problem);
  });
}

/** Tells how a connection ends. */
export function watch(socket: Socket, { broken, ended }: Pick<DialEvents, "broken" | "ended">): void {
  socket.on("error", broken);
  // With bytes still to be sent the writing side is about to learn why: a reset is told to it alone.
  socket.once("end", () => socket.writableLength === 0 && ended());
  socket.once("close", () => ended());
}
