// File formats of other runners: what runs up, what runs down, and what is malformed in a file of theirs.
// Belongs here: their markers and what they mean. Does not: which statements a server takes (sql), what is run (run).
export { readFormat, type FormatInput } from "./read-format.ts";
export type { FormatName, FormatProblem, FormatSection, FormatStatement, FormattedMigration } from "./migration.ts";
