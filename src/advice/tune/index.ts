// What requests of an API ask of its database: statements tied to the requests that sent them, and the workload that follows.
// Belongs here: the arithmetic of `tune` about statements. Does not: latencies before and after (load/rounds), indexes (advice/indexes),
// N+1 themselves (advice/nplusone).
export { profileOf, type Profile, type ProfiledStatement, type RequestWindow, type RouteProfile } from "./profile.ts";
export { routesOf } from "./routes-of.ts";
export { workloadOf } from "./workload.ts";
export { countedProfile, type CountedRoute } from "./counted.ts";
export { statementDeltas, type CountedStatement } from "./deltas.ts";
