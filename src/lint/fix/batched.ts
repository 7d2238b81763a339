import type { RelationName } from "../../catalog/index.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { everyNode } from "../tree/node.ts";
import type { Fix } from "./fix.ts";
import { sqlName } from "./sql-name.ts";

const SIZE = 5000;

/**
 * The line that has our runner do a statement part by part; undefined where another runner reads the file, or where no column is known
 * to go by: NOT NULL, with a unique index of its own.
 */
export function batchLine(relation: RelationName, { knowledge }: Script): string | undefined {
  const table = knowledge.table(relation);
  if (knowledge.context.hasBatches !== true || table === undefined) return undefined;
  const keys = table.indexes.flatMap(({ keys: [only, ...more], ...index }) => {
    const isWhole = index.unique && index.immediate && index.valid && index.predicate === null;
    const column = table.columns.find(({ name }) => name === only?.column);
    const isKey = isWhole && more.length === 0 && column !== undefined && !column.nullable && index.method === "btree";
    return isKey ? [{ name: column.name, primary: index.primary }] : [];
  });
  const key = keys.find(({ primary }) => primary) ?? keys[0];
  return key === undefined ? undefined : `-- backwright:batch by=${sqlName(key.name)} size=${SIZE}`;
}

/** An UPDATE of every row, row by row the same whatever the others hold, done part by part outside a transaction. */
export function updateInBatches(statement: LintStatement, relation: RelationName, script: Script): Fix | undefined {
  const { node, tokens } = statement;
  const isPlain =
    tokens[0]?.text.toUpperCase() === "UPDATE" &&
    node.fields["fromClause"] === undefined &&
    everyNode(node.fields["targetList"], "SubLink").length === 0 &&
    !tokens.some(({ kind }) => kind === "parameter");
  const line = isPlain ? batchLine(relation, script) : undefined;
  if (line === undefined) return undefined;
  return { kind: "edits", edits: [{ start: 0, end: 0, text: `${line}\n` }], run: "outside" };
}
