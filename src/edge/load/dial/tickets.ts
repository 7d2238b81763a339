import type { TLSSocket } from "node:tls";

/** The session ticket that the next connection of a returning user shows (RFC 8446 section 2.2, RFC 5077). */
export interface Tickets {
  readonly resumed: number;
  /** What a new connection is opened with. */
  next(): { readonly session?: Buffer };
  watch(socket: TLSSocket): void;
}

/** The first `users` connections are of new users, who have none. */
export function newTickets(users: number): Tickets {
  let ticket: Buffer | undefined;
  let opened = 0;
  let resumed = 0;
  return {
    get resumed() {
      return resumed;
    },
    next: () => {
      opened += 1;
      return ticket === undefined || opened <= users ? {} : { session: ticket };
    },
    watch: (socket) => {
      socket.on("session", (session) => {
        ticket = session;
      });
      socket.once("secureConnect", () => {
        if (socket.isSessionReused()) resumed += 1;
      });
    },
  };
}
