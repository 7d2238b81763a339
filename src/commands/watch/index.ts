// What `db watch` does: listening, waiting, asking for the result.
// Belongs here: input, output and the run. Does not: reading the protocol (advice/nplusone), sockets (edge/watch).
export { listenAddress, sayExposed } from "./address.ts";
export { watchInput } from "./input.ts";
export { nPlusOneOutput, watchOutput, type WatchOutput } from "./output.ts";
export { watchDatabase } from "./run.ts";
