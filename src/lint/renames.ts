import { nameOf, objectWords, relationOf, spelled } from "./tree/names.ts";
import { textOf, treeOf, type Tree } from "./tree/node.ts";
import type { Rule } from "./rule.ts";

/** A rule about RENAME of some kinds of objects. */
export function renameRule(code: string, kinds: RegExp): Rule {
  return {
    code,
    severity: "warning",
    concern: "running-code",
    check: (statement, { knowledge }) => {
      const { kind, fields } = statement.node;
      if (kind !== "RenameStmt" || !kinds.test(kindOf(fields))) return [];
      const relation = treeOf(fields, "relation");
      if (relation !== undefined && knowledge.isNew(relationOf(relation), statement)) return [];
      return [{ subject: subjectOf(fields), evidence: { from: oldName(fields), to: textOf(fields, "newname") ?? "" } }];
    },
  };
}

const kindOf = (fields: Tree): string => (textOf(fields, "renameType") ?? "").replace("OBJECT_", "");

function subjectOf(fields: Tree): { readonly kind: string; readonly name: string } {
  const relation = treeOf(fields, "relation");
  const owner = relation === undefined ? undefined : spelled(relationOf(relation));
  if (kindOf(fields) === "COLUMN") return { kind: "column", name: `${owner}.${oldName(fields)}` };
  return { kind: kindOf(fields).toLowerCase().replace("matview", "view"), name: owner ?? oldName(fields) };
}

function oldName(fields: Tree): string {
  const relation = treeOf(fields, "relation");
  const own = textOf(fields, "subname") ?? (relation === undefined ? undefined : relationOf(relation).name);
  return own ?? spelled(nameOf(objectWords(fields["object"])));
}
