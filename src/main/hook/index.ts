// Watching a pool from inside of an application: nothing of a command line is loaded for it.
// Belongs here: handing out the edge's hook. Does not: the hook itself (edge/hook).
export { watchPool, type PoolReport, type PoolWatch, type PoolWatchOptions } from "../../edge/hook/index.ts";
