// A listener between PostgreSQL clients and their server that passes on every byte while somebody reads along.
// Belongs here: sockets, TLS to the server, startup and cancel requests. Does not: what the bytes mean (advice/nplusone).
export { createWireProxies } from "./open.ts";
