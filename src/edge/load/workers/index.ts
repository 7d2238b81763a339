// Lanes in threads of their own.
// Belongs here: starting a worker from the package or from the sources, the messages, what becomes of one that dies. Does not:
// what a lane does (host/).
export { newWorkerHost } from "./worker-host.ts";
export { newWorkerPair } from "./worker-pair.ts";
