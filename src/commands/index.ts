// One command a file, each imported only when it runs; this index holds the generated list of names and summaries.
// Belongs here: what a command takes, does and shows. Does not: how it is done (the pure rooms, edge through the World).
export { registry } from "./registry.ts";
