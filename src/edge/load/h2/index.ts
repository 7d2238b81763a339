// HTTP/2, the client's side of a connection: frames and header compression over bytes that somebody else moves.
// Belongs here: RFC 9113 and RFC 7541. Does not: sockets, clocks, counting (edge/load/lane).
export { cancelPlace, failAll } from "./places.ts";
export { feed } from "./receive.ts";
export { beginRequest, greet, hasRoom, keepAnswer, sendBodies } from "./send.ts";
export { newSession, type Kept, type Session, type StreamEvents } from "./session-state.ts";
export { requestFrames, type RequestFrames } from "./request.ts";
export { takeOutput } from "./output.ts";
export { newHttp2 } from "./wire.ts";
export type { Field } from "./fields.ts";
