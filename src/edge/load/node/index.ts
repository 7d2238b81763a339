// The transport over node:net and node:tls: public API only, everywhere that Node runs.
// Belongs here: sockets, their timers and pacing on libuv. Does not: how they are dialled (dialer), what answers mean (hot/).
export { newNodeTransport } from "./transport.ts";
