// An application of the user's, started in a child process that has no network, changes no files and starts no programs, and asked for
// the routes that its framework has registered. Belongs here: the child, what it is kept from, its answer. Does not: comparing with what
// was read (typescript/routes/probed), choosing what to start (commands/spec).
export { createProbes } from "./probes.ts";
