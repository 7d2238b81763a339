// A database's catalogue → an OpenAPI document and the plain code of an API: repositories with their SQL, handlers, policy, tests.
// Belongs here: what becomes of tables, views and keys. Does not: the contract layer (the rooms beside), connections (edge).
export { readDatabase } from "./read/index.ts";
export { databaseApi, generateFromDatabase, type DatabaseApi } from "./generate.ts";
export { databaseTemplates } from "./templates.ts";
export type { DatabaseFacts } from "./facts.ts";
export type { DatabaseOptions } from "./options.ts";
