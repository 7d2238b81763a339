// A lane in a thread: opened, run, and handed back as plain facts; in this very thread or behind a worker (workers/).
// Belongs here: what is done once per lane. Does not: sharing a plan out and merging (the room around it), counting (hot/).
export { chooseCarrier, type Carrier } from "./carrier.ts";
export { newHost, type NewActor } from "./here.ts";
export { mayUseKernel } from "./may-use-kernel.ts";
export { ownStealMs } from "./stolen.ts";
export type { Host, HostParts, LaneEnd, Opened } from "./host.ts";
export { newSampleQueue, samplesOf, type SampleBatch } from "./samples.ts";
