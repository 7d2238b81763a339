// The connections of an application's own pg pool or client, read along inside of its process, request by request.
// Belongs here: hooking into pg and taking it back, whose request a statement is. Does not: what the bytes mean (advice/nplusone).
export type { KoaNext, RequestLike, ResponseLike } from "./frameworks.ts";
export { watchPool, type PoolReport, type PoolWatch, type PoolWatchOptions } from "./watch-pool.ts";
export type { WatchTarget } from "./target.ts";
