import type { Statement, Table, Workload } from "../../catalog/index.ts";
import type { Parser } from "./parser.ts";
import { tablesByName, type TableUse, usesOf } from "./uses.ts";

export interface ExaminedStatement {
  readonly statement: Statement;
  readonly uses: readonly TableUse[];
}

/** A workload whose statements have been read. */
export interface ExaminedWorkload {
  /** Statements that use a table of the catalogue, the costliest first. */
  readonly statements: readonly ExaminedStatement[];
  /** Statements that the parser does not read. */
  readonly unread: number;
}

/** Reads every statement; those of the system, of other kinds and our own counting are not about tables' columns. */
export function examine(workload: Workload, tables: readonly Table[], parser: Parser): ExaminedWorkload {
  const byName = tablesByName(tables);
  const statements: ExaminedStatement[] = [];
  let unread = 0;
  // One after the other: a thousand parse trees at once are a hundred megabytes.
  for (const statement of workload.statements.filter((one) => !isOurs(one))) {
    const tree = parser.parse(statement.text);
    if (tree === undefined && isQuery(statement)) unread += 1;
    const uses = tree === undefined ? [] : usesOf(tree, byName);
    if (uses.length > 0) statements.push({ statement: withoutValues(statement, parser), uses });
  }
  return { statements, unread };
}

/**
 * The server keeps the constants of a statement whose entry was thrown out while it ran; they are somebody's data.
 * A text that cannot be normalised is not shown at all.
 */
function withoutValues(statement: Statement, parser: Parser): Statement {
  return { ...statement, text: parser.normalize(statement.text) ?? "(text withheld)" };
}

/** Commands such as `SAVEPOINT $1` are no SQL once normalised, and no loss. */
const isQuery = ({ text }: Statement): boolean =>
  /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|--[^\n]*\n|\()*(?:select|with|insert|update|delete|merge|values|table)\b/i.test(text);

const isOurs = ({ text }: Statement): boolean => text.includes("/* backwright */");
