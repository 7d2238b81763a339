import type { Rule } from "../rule.ts";
import { nameOf, objectWords, relationOf, spelled } from "../tree/names.ts";
import { textOf, treeOf } from "../tree/node.ts";

/** SET SCHEMA: statements that name the schema no longer find the object. */
export const moveToSchema: Rule = {
  code: "move-to-schema",
  severity: "warning",
  concern: "running-code",
  check: (statement, { knowledge }) => {
    const { kind, fields } = statement.node;
    if (kind !== "AlterObjectSchemaStmt") return [];
    const relation = treeOf(fields, "relation");
    const name = relation === undefined ? nameOf(objectWords(fields["object"])) : relationOf(relation);
    if (knowledge.isNew(name, statement)) return [];
    return [
      { subject: { kind: "object", name: spelled(name) }, evidence: { schema: textOf(fields, "newschema") ?? "" } },
    ];
  },
};
