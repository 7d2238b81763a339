import { setLowWater } from "../socket.ts";
import type { Carried } from "./carried.ts";

/** Below it a wake-up for each part costs less than setting the mark. */
export const UNREAD_FROM = 16 * 1024;

// Answers of 1 MB from nginx, system time a request: 112 µs at 128 KB, 77 at 256 KB, 75 at 512 KB; wrk takes 260 to 330. A higher
// mark moves the work to the server, which is held up by it.
const HIGHEST = 256 * 1024;

/**
 * Asks to be woken only when much of a body that nobody reads has arrived. The mark never exceeds what is left of the
 * body: bytes that are not to come would be waited for without an end.
 */
export function markFor(carried: Carried, connection: number, unread: number): void {
  const mark = unread >= UNREAD_FROM ? Math.min(HIGHEST, unread) : 1;
  if (carried.lowWater[connection] === mark) return;
  if (setLowWater(carried.machine.kernel, carried.sockets[connection] ?? -1, mark)) carried.lowWater[connection] = mark;
}
