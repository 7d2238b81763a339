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
  /** A statement's text as it may be shown: without anybody's values. */
  readonly textOf: (statement: Statement) => string;
}

/** Where nothing was seen. */
export const NO_WORKLOAD: ExaminedWorkload = { statements: [], unread: 0, textOf: ({ text }) => text };

/** Reads every statement; those of the system, of other kinds and our own counting are not about tables' columns. */
export function examine(workload: Workload, tables: readonly Table[], parser: Parser): ExaminedWorkload {
  const byName = tablesByName(tables);
  const statements: ExaminedStatement[] = [];
  let unread = 0;
  for (const statement of workload.statements.filter((one) => isQuery(one) && !isOurs(one))) {
    const tree = parser.parse(statement.text);
    if (tree === undefined) unread += 1;
    const uses = tree === undefined ? [] : usesOf(tree, byName);
    if (uses.length > 0) statements.push({ statement, uses });
  }
  return { statements, unread, textOf: ({ text }) => withoutValues(text, parser) };
}

/**
 * The server keeps the constants of a statement whose entry was thrown out while it ran; they are somebody's data.
 * A text that cannot be normalised is not shown at all.
 */
const withoutValues = (text: string, parser: Parser): string => parser.normalize(text) ?? "(text withheld)";

/** Each parse costs some 20 kB that the parser keeps; commands (`SAVEPOINT $1`) are about no table. */
const isQuery = ({ text }: Statement): boolean =>
  /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|--[^\n]*\n|\()*(?:select|with|insert|update|delete|merge|values|table)\b/i.test(
    text,
  );

const isOurs = ({ text }: Statement): boolean => text.includes("/* backwright */");
