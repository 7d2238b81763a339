// N+1 queries: proven by the keys that flow from one query's rows into the next ones' parameters, and found in source code.
// Belongs here: reading the PostgreSQL protocol, fingerprints, the flow of keys, its proof. Does not: sockets (edge/watch), English.
export { batchedSql } from "./judge/batched.ts";
export type { NPlusOne, WatchedStatement } from "./judge/n-plus-one.ts";
export { findQueriesInLoops, type SourceFile } from "./static/find.ts";
export type { StaticSite } from "./static/site.ts";
export { likelyIn } from "./likely/likely.ts";
export { type Logged, parametersOf } from "./likely/logged.ts";
export { readRelations, type Relations } from "./judge/relations.ts";
export type { Likely, NPlusOneRisk, SuspectedPair } from "./risk.ts";
export { type CountedRequests, type CountedShape, type Suspected, suspectedIn, suspectedPairs } from "./suspected.ts";
export { createWatch, type Execution, type Watch, type Watched, type WatchOptions } from "./watch.ts";
export type { Asker, Connected, WireProxies, WireProxy, WireProxyOptions, WireTap } from "./wire/proxies.ts";
