// The load engine: sockets, timers, clocks, threads.
// Belongs here: everything of a load run that touches the world. Does not: what the figures mean (src/load).
export { createLoadEngine } from "./engine.ts";
