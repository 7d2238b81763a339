// Load: workload, schedule, histogram, summary, verdict; pure. The engine that sends is in edge/load.
// Belongs here: what a run is and what its figures mean. Does not: sockets, timers, drawing.
export type { LoadEngine } from "./engine.ts";
