// What a migration's statements would do to a running database, and the safe form of what they should not do.
// Belongs here: effects declared from PostgreSQL's parse tree, one file per rule, fixes. Does not: running anything (diff/shadow
// measures), reading files or databases (commands), English (report/findings).
export { UNKNOWN_TARGET, type LintContext } from "./context.ts";
export { readScript, type Script, type Unparsed } from "./script.ts";
export type { SourceStatement } from "./statement.ts";
export { readTarget } from "./read-target.ts";
export { tablesOnly, type TargetFacts } from "./target.ts";
export { loadParse, type Parse } from "./tree/parser.ts";
export { lint, ruleFacts, type Found, type LintSettings } from "./lint.ts";
export { rewrite } from "./fix/rewrite.ts";
export { sift, suppressionsOf, type Suppression } from "./suppress.ts";
export type { LintReport, ReportedFile, ReportedFinding, ReportedStatement } from "./report.ts";
export { prove } from "./proof/prove.ts";
export { measuredStatements } from "./proof/statements.ts";
