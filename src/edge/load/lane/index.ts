// A lane: the users, connections and counters of one plan in one thread. What every transport and protocol stands on.
// Belongs here: putting a lane together, and what a transport has to offer. Does not: sockets (node/, kernel/), counting (hot/).
export { expireEveryMs, expiredDial, expiredRequest } from "./expire.ts";
export { passGate } from "./pass-gate.ts";
export { newLane, type Lane, type LaneParts } from "./lane.ts";
export { shareOf } from "./share.ts";
export { steer } from "./steer.ts";
export { stopAll, type DialFailure, type Transport } from "./transport.ts";
export { mayDial, refuseWaiting } from "./work.ts";
