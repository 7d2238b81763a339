import type { ColumnObject, ObjectId, TableObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action } from "./action.ts";
import { columnName } from "./column-name.ts";
import { attributesMove, convertedValue } from "./converted-value.ts";
import { quietLossOf, usingExpression } from "./column-type.ts";
import type { Context } from "./kind.ts";
import type { Side } from "./side.ts";
import { quietLoss } from "./quiet-loss.ts";
import { idParts, literal, spell, spellName, withSuffix } from "./spell.ts";
import { UNPLANNED } from "./unplanned.ts";

const SUFFIX = "__rows";

/**
 * Rows of a table that has to be made anew (another partition key, a table that becomes partitioned or no longer is) are put aside
 * when it goes, and back once it and its partitions are there again. Of a partition that goes for good along with its whole, too.
 * Undefined: no table of the plan takes them. One statement, so that no row comes in between, also outside a transaction.
 */
export function dropKeepingRows(object: TableObject, context: Context): Action | undefined {
  const target = targetOf(object, context);
  if (target === undefined) return undefined;
  const hazards: readonly Hazard[] = [
    { code: "rewrite", relation: { schema: object.schema ?? "", name: object.name } },
    ...lostColumns(object, target, context),
  ];
  const name = spellName(object);
  // A column that goes would hold its type fast, and one of a type that goes as well.
  const columns = sharedColumns(object, target, context).map(([from]) =>
    isTextAside(from, context) ? `${spell(from.name)}::text` : spell(from.name),
  );
  const lines = [
    "BEGIN",
    `LOCK TABLE ${name} IN ACCESS EXCLUSIVE MODE;`,
    ...(object.forceRowSecurity ? [`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY;`] : []),
    `CREATE TABLE ${asideName(object, context)} AS SELECT ${columns.join(", ")} FROM ONLY ${name};`,
    `DROP TABLE ${name};`,
    "END",
  ];
  return { sql: `DO ${literal(lines.join("\n"))}`, hazards, carriesRows: true };
}

/** Its type goes, or another comes in its place: meanwhile its values are kept as text. */
const isTextAside = ({ id }: ColumnObject, { current, isDropped, isReplaced }: Context): boolean =>
  current.model.dependencies.some(
    ({ from, to, part }) => from === id && part === null && TYPE.test(to) && (isDropped(to) || isReplaced(to)),
  );

const TYPE = /^\["(?:enum|domain|composite|range|base-type)"/;

/** INSERT … SELECT takes every row or fails; the positions of identity columns follow. */
export function takeRowsBack(target: TableObject, context: Context): readonly Action[] {
  const sources = sourcesOf(target, context);
  if (sources.length === 0) return [];
  const needs = partitionsOf(target.id, context.desired);
  const back = sources.flatMap((source): readonly Action[] => {
    const aside = asideName(source, context);
    const pairs = sharedColumns(source, target, context);
    const names = pairs.map(([, to]) => spell(to.name)).join(", ");
    const values = pairs.map(([from, to]) => valueBack(from, to, context));
    const list = values.map(({ expression }) => expression).join(", ");
    const insert = `INSERT INTO ${spellName(target)} (${names}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM ${aside}`;
    const sql = values.find(({ expression }) => expression.startsWith(UNPLANNED))?.expression ?? insert;
    const hazards = [misfits(target), ...values.flatMap(({ losses }) => losses)];
    const insertion: readonly Action[] = pairs.length === 0 ? [] : [{ sql, needs, hazards }];
    return insertion.concat({ sql: `DROP TABLE ${aside}`, carriesRows: true });
  });
  return [...back, ...positions(target, context)];
}

/** A value of the table that steps aside as the new one takes it, and what goes with that. */
function valueBack(
  from: ColumnObject,
  to: ColumnObject,
  context: Context,
): { readonly expression: string; readonly losses: readonly Hazard[] } {
  const lost = quietLoss(from.type, to.type);
  const losses = lost === undefined ? [] : [quietLossOf(lost, to)];
  if (!isTextAside(from, context)) return { expression: usingExpression(from, to), losses };
  if (from.type !== to.type) return { expression: usingExpression({ ...from, type: "text" }, to), losses };
  const value = convertedValue(spell(to.name), { owner: to.id, type: to.type }, context);
  if (value?.isText !== true) return { expression: attributesMove(to), losses };
  return { expression: value.expression, losses: value.losses.map((one) => quietLossOf(one, to)) };
}

/** Facets that put rows back into a table, or through the whole that it is a part of: its triggers and rules have nothing to say to that. */
export function rowsInto(table: ObjectId | null, { desired }: Pick<Context, "desired">): readonly ObjectId[] {
  if (table === null) return [];
  const object = desired.object(table);
  const whole = object?.kind === "table" ? (object.partitionOf?.table ?? null) : null;
  return [facetId("kept-rows", table), ...rowsInto(whole, { desired })];
}

/** Facets that put rows back into what something reads: before them it would find nothing there. */
export const rowsBefore = (
  id: ObjectId,
  { current, desired, isDropped, isCreated, standsOn }: Context,
): readonly ObjectId[] =>
  [...current.model.objects.values()]
    .filter((one) => holdsRows(one) && isDropped(one.id) && isCreated(one.id) && holdsRows(desired.object(one.id)))
    .filter((one) => standsOn(id, one.id))
    .map((one) => facetId("kept-rows", one.id));

const misfits = (target: TableObject): Hazard => ({
  code: "data-dependent",
  what: `rows that ${spellName(target)} as it shall be has no place for`,
});

const holdsRows = (object: unknown): object is TableObject =>
  typeof object === "object" &&
  object !== null &&
  "tableKind" in object &&
  (object.tableKind === "ordinary" || object.tableKind === "partitioned");

/** The table that takes the rows: itself made anew, or the whole that it is a part of. Partitioned tables hold none. */
function targetOf(object: TableObject, context: Context): TableObject | undefined {
  if (object.tableKind !== "ordinary" || !context.isDropped(object.id)) return undefined;
  let id: ObjectId | undefined = object.id;
  let target: TableObject | undefined;
  while (id !== undefined) {
    const after = context.desired.object(id);
    if (context.isDropped(id) && context.isCreated(id) && holdsRows(after)) target = after;
    const before: unknown = context.current.object(id);
    const whole: ObjectId | undefined = holdsRows(before) ? before.partitionOf?.table : undefined;
    const isElsewhere: boolean = target?.id === id && target.partitionOf?.table !== whole;
    id = isElsewhere ? undefined : whole;
  }
  return target;
}

const sourcesOf = (target: TableObject, context: Context): readonly TableObject[] =>
  context.isDropped(target.id)
    ? [...context.current.model.objects.values()].filter(
        (one): one is TableObject => one.kind === "table" && targetOf(one, context)?.id === target.id,
      )
    : [];

/** Facets that put partitions of all levels in their places. */
function partitionsOf(whole: ObjectId, side: Side): readonly ObjectId[] {
  const parts = [...side.model.objects.values()].filter(
    (one) => one.kind === "table" && one.partitionOf?.table === whole,
  );
  return parts.flatMap(({ id }) => [facetId("partition", id)].concat(partitionsOf(id, side)));
}

/** A name that neither state has. */
function asideName({ schema, name }: TableObject, { current, desired }: Context): string {
  const taken = new Set(
    [current, desired].flatMap(({ model }) =>
      [...model.objects.values()].filter((one) => one.schema === schema).map((one) => one.name),
    ),
  );
  let aside = withSuffix(name, SUFFIX);
  for (let number = 2; taken.has(aside); number += 1) aside = withSuffix(name, `${SUFFIX}${number}`);
  return spellName({ schema, name: aside });
}

function sharedColumns(
  source: TableObject,
  target: TableObject,
  { current, desired }: Context,
): readonly (readonly [from: ColumnObject, to: ColumnObject])[] {
  const before = new Map(current.childrenOf(source.id, "column").map((column) => [column.name, column]));
  return desired.childrenOf(target.id, "column").flatMap((to) => {
    const from = before.get(to.name);
    return from === undefined || to.generated !== null ? [] : [[from, to] as const];
  });
}

function lostColumns(source: TableObject, target: TableObject, context: Context): readonly Hazard[] {
  const kept = new Set(sharedColumns(source, target, context).map(([from]) => from.id));
  return context.current
    .childrenOf(source.id, "column")
    .filter((column) => column.generated === null && !kept.has(column.id))
    .map((column) => ({ code: "data-loss", what: `the values of column ${columnName(column)}` }) as const);
}

function positions(target: TableObject, { desired }: Context): readonly Action[] {
  const [schema = "", name = ""] = idParts(target.id);
  return desired
    .childrenOf(target.id, "column")
    .filter(({ identity }) => identity !== null)
    .map((column) => {
      const sequence = `pg_catalog.pg_get_serial_sequence(${literal(spellName({ schema, name }))}, ${literal(column.name)})`;
      const most = `pg_catalog.max(${spell(column.name)})`;
      return {
        sql: `SELECT pg_catalog.setval(${sequence}, ${most}) FROM ${spellName(target)} HAVING ${most} IS NOT NULL`,
      };
    });
}
