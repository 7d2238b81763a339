import { relationOf, type Named } from "./names.ts";
import { fieldsOf, listOf, nodesOf, textOf, treeOf, type Node, type Tree } from "./node.ts";

/** One action of an ALTER TABLE. */
export interface AlterCommand {
  readonly relation: Named;
  /** `AT_AddColumn` */
  readonly subtype: string;
  /** The column, constraint or trigger that it names. */
  readonly name: string;
  readonly fields: Tree;
  /** The definition of a column; empty for other actions. */
  readonly column: Tree;
  /** The definition of a constraint; empty for other actions. */
  readonly constraint: Tree;
}

const NONE: Tree = {};

/** The actions of an ALTER TABLE, ALTER INDEX, ALTER MATERIALIZED VIEW …; empty for every other statement. */
export function commandsOf({ kind, fields }: Node): readonly AlterCommand[] {
  if (kind !== "AlterTableStmt") return [];
  const relation = relationOf(treeOf(fields, "relation"));
  return listOf(fields, "cmds").flatMap((each) => {
    const command = fieldsOf(each, "AlterTableCmd");
    return command === undefined ? [] : [commandOf(relation, command)];
  });
}

function commandOf(relation: Named, fields: Tree): AlterCommand {
  const definition = fields["def"];
  return {
    relation,
    subtype: textOf(fields, "subtype") ?? "",
    name: textOf(fields, "name") ?? "",
    fields,
    column: fieldsOf(definition, "ColumnDef") ?? NONE,
    constraint: fieldsOf(definition, "Constraint") ?? NONE,
  };
}

/** What an ALTER TABLE is written for: `OBJECT_TABLE`, `OBJECT_INDEX`, `OBJECT_TYPE`. */
export const alteredKind = ({ fields }: Node): string => textOf(fields, "objtype") ?? "";

/** Constraints that stand beside a column's type. */
export const columnConstraints = (column: Tree): readonly Tree[] =>
  nodesOf(listOf(column, "constraints"), "Constraint");

export const constraintKind = (constraint: Tree): string =>
  (textOf(constraint, "contype") ?? "").replace("CONSTR_", "");
