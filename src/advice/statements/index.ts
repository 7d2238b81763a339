// What a statement does with tables: parsed by libpg-query, tied to the catalogue.
// Belongs here: parse trees and what they say about columns. Does not: what should be done about it (rules).
export { fields, list, text, type Tree, words } from "./node.ts";
export { loadParser, type Parser } from "./parser.ts";
export { type ColumnName, columnOf, type From, readFrom, type Source, sourceOf } from "./scope.ts";
export { tablesByName, usesOf, type TablesByName, type TableUse } from "./uses.ts";
export { examine, NO_WORKLOAD, type ExaminedStatement, type ExaminedWorkload } from "./workload.ts";
