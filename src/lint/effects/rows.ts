import { relationOf } from "../tree/names.ts";
import { isSet, listOf, nodeOf, treeOf, type Node } from "../tree/node.ts";
import { lock, type Effect, type Moment } from "./effect.ts";
import { readEffects } from "./read.ts";

const WRITES = /^(?:Insert|Update|Delete|Merge)Stmt$/;

/** Statements that read and write rows: they lock the rows, and tables only against changes of their form. */
export function rowEffects({ statement: { node } }: Moment): readonly Effect[] {
  const { kind, fields } = node;
  if (WRITES.test(kind)) {
    const { relation, ...rest } = fields;
    return [lock(relationOf(treeOf({ relation }, "relation")), "row-exclusive"), ...readEffects(rest)];
  }
  if (kind === "CopyStmt") return copy(node);
  if (kind !== "SelectStmt") return [];
  const isLocking = listOf(fields, "lockingClause").length > 0;
  const query = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== "intoClause"));
  const mode = isLocking ? "row-share" : "access-share";
  return readEffects(query).map(({ relation }) => lock(relation, mode));
}

function copy({ fields }: Node): readonly Effect[] {
  const table = treeOf(fields, "relation");
  if (table === undefined) return readEffects(fields["query"]);
  return [lock(relationOf(table), isSet(fields, "is_from") ? "row-exclusive" : "access-share")];
}

/** A WHERE that is left out, or that is true of every row. */
export function touchesEveryRow({ fields }: Node): boolean {
  const where = fields["whereClause"];
  if (where === undefined) return listOf(fields, "fromClause").length + listOf(fields, "usingClause").length === 0;
  return isTrue(where);
}

function isTrue(expression: unknown): boolean {
  const { kind, fields } = nodeOf(expression);
  if (kind === "A_Const") return treeOf(fields, "boolval")?.["boolval"] === true;
  if (kind !== "A_Expr") return false;
  const [left, right] = [nodeOf(fields["lexpr"]), nodeOf(fields["rexpr"])];
  if (left.kind !== "A_Const" || right.kind !== "A_Const") return false;
  return JSON.stringify(valueOf(left)) === JSON.stringify(valueOf(right));
}

const valueOf = ({ fields }: Node): unknown => Object.entries(fields).filter(([name]) => name !== "location");
