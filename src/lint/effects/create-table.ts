import { isSameRelation } from "../../catalog/index.ts";
import { columnConstraints, constraintKind } from "../tree/commands.ts";
import { relationOf } from "../tree/names.ts";
import { fieldsOf, isSet, listOf, treeOf, type Tree } from "../tree/node.ts";
import { labour, lock, type Effect, type Moment } from "./effect.ts";
import { defaultOf } from "./partition.ts";
import { readEffects } from "./read.ts";

/** What a new table does to those that it stands on. */
export function createTableEffects(moment: Moment): readonly Effect[] {
  const { kind, fields } = moment.statement.node;
  if (kind === "CreateTableAsStmt" || kind === "ViewStmt")
    return [...readEffects(fields["query"]), ...replaced(moment)];
  if (kind !== "CreateStmt") return [];
  const own = relationOf(treeOf(fields, "relation"));
  const others = referencesOf(fields).filter((other) => !isSameRelation(other, own));
  return [
    ...others.map((other) => lock(other, "share-row-exclusive")),
    ...parents(moment, fields),
    ...listOf(fields, "tableElts").flatMap((each) => {
      const like = fieldsOf(each, "TableLikeClause");
      return like === undefined ? [] : [lock(relationOf(treeOf(like, "relation")), "access-share")];
    }),
  ];
}

/** The other tables of a CREATE TABLE's foreign keys. */
export function referencesOf(fields: Tree): readonly ReturnType<typeof relationOf>[] {
  const constraints = listOf(fields, "tableElts").flatMap((element) => {
    const column = fieldsOf(element, "ColumnDef");
    return column === undefined ? (fieldsOf(element, "Constraint") ?? []) : columnConstraints(column);
  });
  return constraints
    .filter((each) => constraintKind(each) === "FOREIGN")
    .map((each) => relationOf(treeOf(each, "pktable")));
}

/** PARTITION OF locks its parent against everybody, ATTACH PARTITION does not. */
function parents(moment: Moment, fields: Tree): readonly Effect[] {
  const isPartition = fields["partbound"] !== undefined;
  const above = listOf(fields, "inhRelations").map((each) => relationOf(fieldsOf(each, "RangeVar")));
  const mode = isPartition ? "access-exclusive" : "share-update-exclusive";
  const rest = isPartition ? above.flatMap((parent) => defaultOf(moment, parent)) : [];
  return [
    ...above.map((parent) => lock(parent, mode)),
    ...rest.map((one) =>
      labour(one, {
        mode: "access-exclusive",
        work: "scan",
        cause: "attach-partition-scan",
        evidence: { partition: one.name, isDefault: true },
      }),
    ),
  ];
}

/** CREATE OR REPLACE VIEW. */
function replaced({ statement: { node } }: Moment): readonly Effect[] {
  if (node.kind !== "ViewStmt" || !isSet(node.fields, "replace")) return [];
  return [lock(relationOf(treeOf(node.fields, "view")), "access-exclusive")];
}
