// Sessions on PostgreSQL servers through the optional driver `pg`: connection strings, PG* variables, password file, TLS.
// Belongs here: everything between a connection string and a Session. Does not: SQL of any subject, servers of our own
// (edge/embedded).
export { createDatabases } from "./databases.ts";
export type { PostgresEnvironment } from "./environment.ts";
export { isSocket, nameOf, type Endpoint } from "./endpoints.ts";
export type { Encryption } from "./tls.ts";
export { upstreamOf, type Upstream } from "./upstream.ts";
