// SQL text: statements and their places, names and literals safely quoted, what a statement is allowed to do.
// Belongs here: one folder per dialect. Does not: what a statement costs (lint), which file is run when (ledger).
export type { Dialect, ServerDialect } from "./dialect.ts";
export type { Token, TokenKind } from "./token.ts";
export type { Split, SplitProblem, Statement } from "./statement.ts";
export { splitByDelimiter, splitStatements } from "./split.ts";
export { classify } from "./classify.ts";
export type { IndexTarget, StatementClass } from "./class.ts";
export { quoteIdentifier, quoteLiteral, quoteName } from "./quote.ts";
export { readName, type QualifiedName } from "./postgresql/name.ts";
export { normalizedTokens } from "./normalize.ts";
export { placeFinder, unitsOf, type Place } from "./place.ts";
