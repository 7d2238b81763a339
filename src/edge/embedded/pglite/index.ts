// PGlite, PostgreSQL compiled to WebAssembly, behind the interface of a server: the fallback where no binary runs.
// Belongs here: the optional package and a wire to it. Does not: anything about native servers.
export { pgliteInfo } from "./info.ts";
export { startPglite } from "./start.ts";
