// PostgreSQL servers of our own: npm's native binaries, one found on this machine, or PGlite in this process.
// Belongs here: finding, starting, watching and removing them. Does not: connections to servers (edge/postgres).
export type { EngineEnvironment } from "./candidates.ts";
export { createEngines } from "./engines.ts";
