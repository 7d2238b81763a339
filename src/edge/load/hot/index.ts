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
  received,
  refuse,
  type Refusal,
  requestOf,
  start,
  surplus,
} from "./core.ts";
export {
  newCore,
  type CompiledRequest,
  type Core,
  type CoreParts,
  type SeenAnswer,
  type Settled,
} from "./core-state.ts";
export { isInTime, isOpen, isUser, isWanted, park, unpark } from "./free.ts";
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
  skip,
  unreadBody,
} from "./parser.ts";
export type { Parser } from "./parser-state.ts";
export { nextDueAt, wake, wakeAt } from "./wake.ts";
export { AGAIN, RENEW, WAIT, type Arrived, type Multiplexed, type Wire } from "./wire.ts";
