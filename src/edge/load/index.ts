// The load engine over node:net and node:tls: sockets, timers, clocks.
// Belongs here: everything of a load run that touches the world. Does not: what the figures mean (src/load).
export { createLoadEngine } from "./engine.ts";
