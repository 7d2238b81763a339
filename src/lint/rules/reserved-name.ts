import { quoteIdentifier } from "../../sql/index.ts";
import type { Rule } from "../rule.ts";
import { everyNode, numberOf, textOf, treeOf } from "../tree/node.ts";

/** A table or column whose name is a keyword: every statement must quote it, or means something else. */
export const reservedName: Rule = {
  code: "reserved-name",
  severity: "info",
  concern: "style",
  check: ({ node: { kind, fields } }) => {
    if (!/^(?:CreateStmt|AlterTableStmt|ViewStmt)$/.test(kind)) return [];
    const table = kind === "AlterTableStmt" ? undefined : (treeOf(fields, "relation") ?? treeOf(fields, "view"));
    const names = [
      { name: textOf(table, "relname") ?? "", at: numberOf(table, "location") },
      ...everyNode(fields, "ColumnDef").map((each) => ({
        name: textOf(each, "colname") ?? "",
        at: numberOf(each, "location"),
      })),
    ];
    return names
      .filter(({ name }) => isKeyword(name))
      .map(({ name, at }) => ({ subject: { kind: "name", name }, evidence: {}, at }));
  },
};

/** A name that needs no quotes by its letters, and yet gets them. */
const isKeyword = (name: string): boolean =>
  /^[a-z_][a-z0-9_]{0,62}$/.test(name) && quoteIdentifier(name, "postgresql") !== name;
