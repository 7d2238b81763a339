import { isSameRelation, type RelationName } from "../../catalog/index.ts";
import type { AlterCommand } from "../tree/commands.ts";
import { fieldsOf, listOf, treeOf, wordsOf } from "../tree/node.ts";
import { readFormattedType, typeNameOf, type TypeName } from "../tree/type-name.ts";
import { mentions } from "../expression.ts";
import { labour, lock, type Effect, type Moment } from "./effect.ts";
import { isMetadataOnly } from "./same-bytes.ts";

const AX = "access-exclusive";

/** ALTER COLUMN … TYPE: every row is written anew, unless the old bytes mean the same under the new type. */
export function changeTypeEffects(moment: Moment, command: AlterCommand): readonly Effect[] {
  const { statement, knowledge } = moment;
  const { relation, name, column } = command;
  const to = typeNameOf(treeOf(column, "typeName"));
  const from = baseOf(moment, knowledge.columnType(relation, name, statement));
  const others = keyNeighbours(moment, command).map((other) => lock(other, AX));
  const evidence = { column: name, from: from === undefined ? null : shown(from), to: shown(to) };
  const rewrite = { mode: AX, work: "rewrite", cause: "column-type-rewrite", evidence } as const;
  const domain = knowledge.domain(to.name);
  if (domain?.isConstrained === true || !isPlainCast(command, to)) return [labour(relation, rewrite), ...others];
  if (from === undefined) return [labour(relation, { ...rewrite, isSure: !mayBeHarmless(to) })];
  const timeZone = knowledge.context.target?.timeZone ?? null;
  if (!isMetadataOnly(from, baseOf(moment, to) ?? to, timeZone)) return [labour(relation, rewrite), ...others];
  if (column["collClause"] !== undefined && isIndexed(moment, command))
    return [labour(relation, { ...rewrite, work: "build" })];
  return [isChecked(moment, command) ? labour(relation, { ...rewrite, work: "scan" }) : lock(relation, AX), ...others];
}

/** A domain's values are those of its base. */
export function baseOf({ knowledge }: Pick<Moment, "knowledge">, type: TypeName | undefined): TypeName | undefined {
  const domain = type === undefined ? undefined : knowledge.domain(type.name);
  return domain === undefined ? type : readFormattedType(domain.base);
}

/** A foreign key over the column is made anew, on both of its sides. */
function keyNeighbours({ knowledge }: Moment, { relation, name }: AlterCommand): readonly RelationName[] {
  const own = knowledge.table(relation);
  return [...(own === undefined ? [] : [own]), ...knowledge.referring(relation)].flatMap((table) =>
    table.constraints.flatMap((key) => {
      if (key.kind !== "foreign-key") return [];
      if (isSameRelation(table, relation) && key.columns.includes(name)) return [key.references];
      return isSameRelation(key.references, relation) && key.referencedColumns.includes(name) ? [table] : [];
    }),
  );
}

/** USING of a cast to the very type is what PostgreSQL does by itself. */
export function isPlainCast({ name, column }: AlterCommand, to: TypeName): boolean {
  const using = column["raw_default"];
  if (using === undefined) return true;
  const cast = fieldsOf(using, "TypeCast");
  const inner = fieldsOf(cast?.["arg"] ?? using, "ColumnRef");
  if (wordsOf(listOf(inner, "fields")).at(-1) !== name) return false;
  return cast === undefined || shown(typeNameOf(treeOf(cast, "typeName"))) === shown(to);
}

/** To text or an unbounded varchar people mostly go from a bounded one, which is harmless. */
const mayBeHarmless = ({ name, modifiers, isArray }: TypeName): boolean =>
  !isArray && (name === "text" || name === "varchar") && modifiers.length === 0;

/** A check on the column is verified anew. */
function isChecked({ knowledge }: Moment, { relation, name }: AlterCommand): boolean {
  const constraints = knowledge.table(relation)?.constraints ?? [];
  return constraints.some((each) => each.kind === "check" && each.validated && mentions(each.expression, name));
}

function isIndexed({ knowledge }: Moment, { relation, name }: AlterCommand): boolean {
  const indexes = knowledge.table(relation)?.indexes ?? [];
  return indexes.some(({ keys }) => keys.some(({ column }) => column === name));
}

const shown = ({ name, modifiers, isArray }: TypeName): string =>
  `${name}${modifiers.length === 0 ? "" : `(${modifiers.join(",")})`}${isArray ? "[]" : ""}`;
