// What a statement does with tables: parsed by libpg-query, tied to the catalogue.
// Belongs here: parse trees and what they say about columns. Does not: what should be done about it (rules).
export { loadParser, type Parser } from "./parser.ts";
export { tablesByName, usesOf, type TablesByName, type TableUse } from "./uses.ts";
export { examine, NO_WORKLOAD, type ExaminedStatement, type ExaminedWorkload } from "./workload.ts";
