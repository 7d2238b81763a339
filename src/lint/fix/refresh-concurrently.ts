import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { isSet } from "../tree/node.ts";
import type { Fix } from "./fix.ts";
import { insertAfter } from "./words.ts";

/** CONCURRENTLY, where the view holds rows and has the unique index by which its rows are told apart. */
export function refreshConcurrently(
  statement: LintStatement,
  { relation }: Effect,
  { knowledge }: Script,
): Fix | undefined {
  const view = knowledge.context.target?.materializedViews.find(
    ({ schema, name }) => schema === relation.schema && name === relation.name,
  );
  const canRun = view?.isPopulated === true && view.indexes.some(({ isKey }) => isKey);
  if (!canRun || isSet(statement.node.fields, "skipData")) return undefined;
  const edit = insertAfter(statement, "MATERIALIZED VIEW", "CONCURRENTLY");
  return edit === undefined ? undefined : { kind: "edits", edits: [edit], run: "together" };
}
