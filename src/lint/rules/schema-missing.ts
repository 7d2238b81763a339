import { droppedRelations, madeBy } from "../history.ts";
import type { Rule } from "../rule.ts";
import { relationOf, type Named } from "../tree/names.ts";
import { textOf, treeOf } from "../tree/node.ts";
import type { LintStatement } from "../statement.ts";

/** A table without its schema: the search path of whoever runs the file decides. */
export const schemaMissing: Rule = {
  code: "schema-missing",
  severity: "off",
  concern: "style",
  check: (statement) =>
    namesOf(statement)
      .filter(({ qualified, temporary, name }) => !qualified && !temporary && name !== "")
      .map(({ name, at }) => ({ subject: { kind: "table", name }, evidence: {}, at })),
};

function namesOf({ node }: LintStatement): readonly Named[] {
  const { kind, fields } = node;
  if (kind === "DropStmt")
    return /_(?:TABLE|VIEW|MATVIEW|SEQUENCE|INDEX)$/.test(textOf(fields, "removeType") ?? "")
      ? droppedRelations(fields)
      : [];
  if (kind === "CreateTableAsStmt")
    return madeBy(node) === undefined ? [] : [relationOf(treeOf(treeOf(fields, "into"), "rel"))];
  if (!/^(?:CreateStmt|AlterTableStmt|IndexStmt|ViewStmt|RenameStmt|CreateTrigStmt)$/.test(kind)) return [];
  return [relationOf(treeOf(fields, "relation") ?? treeOf(fields, "view"))];
}
