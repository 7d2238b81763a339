// The inner loop: bytes in, counters out, for every response. Functions may be long where splitting them costs speed.
// Belongs here: the life of a request, parsing and counting. Does not: sockets, timers, clocks.
export {
  answered,
  begin,
  bytesOf,
  failed,
  firstByte,
  hasWork,
  isIdle,
  isOver,
  lose,
  refuse,
  type Refusal,
  start,
} from "./core.ts";
export {
  newCore,
  type CompiledRequest,
  type Core,
  type CoreParts,
  type SeenAnswer,
  type Settled,
} from "./core-state.ts";
export { isInTime, isUser, park, unpark } from "./free.ts";
export { newHttp1 } from "./http1.ts";
export {
  BAD,
  DONE,
  MAX_HEADER_BYTES,
  MORE,
  closed,
  closesAfter,
  expectAnswer,
  feed,
  feedFirst,
  newParser,
  unreadBody,
} from "./parser.ts";
export type { Parser } from "./parser-state.ts";
export { wake, wakeAt } from "./wake.ts";
export { AGAIN, RENEW, WAIT, type Arrived, type Multiplexed, type Wire } from "./wire.ts";
