// The inner loop: bytes in, counters out, for every response. Functions may be long where splitting them costs speed.
// Belongs here: parsing and counting. Does not: sockets and timers.
export { AGAIN, RENEW, WAIT, begin, endOfInput, hasWork, isIdle, lose, receive, refuse } from "./core.ts";
export { newCore, type Core, type RouteTally } from "./core-state.ts";
export { BAD, DONE, MAX_HEADER_BYTES, MORE, closed, closesAfter, expectAnswer, feed, newParser } from "./parser.ts";
export type { Parser } from "./parser-state.ts";
