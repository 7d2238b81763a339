import type { ColumnObject, ObjectId, SchemaObject } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action, Alteration } from "./action.ts";
import { columnTable } from "./column-name.ts";
import { misfits, quietLossOf } from "./column-type.ts";
import { attributesMove, convertedValue } from "./converted-value.ts";
import type { Context } from "./kind.ts";
import { lastingHeirs, lastingParents, siblingId } from "./descent.ts";
import { targetsAgain } from "./index-extras.ts";
import { idParts, spell, spellName, withSuffix } from "./spell.ts";

const ASIDE = "__old";

/**
 * Puts a new type of the same name in the place of one that cannot be altered: the old one steps aside, columns are converted,
 * and it goes. What else stands on it (defaults, views, functions) is dropped before and made anew after.
 */
export function replaceType(from: SchemaObject, context: Context, create: readonly Action[]): Alteration {
  const aside = withSuffix(from.name, ASIDE);
  const columns = columnsOf(from.id, context);
  return {
    actions: [
      { sql: `ALTER TYPE ${spellName(from)} RENAME TO ${spell(aside)}` },
      ...create,
      ...columns.flatMap((column) => convertAll(column, context)),
      {
        sql: `DROP TYPE ${spellName({ schema: from.schema, name: aside })}`,
        after: [...context.neededBy(from.id)],
        isCleanup: true,
      },
    ],
    disturbs: ALL_BUT_CONVERTED,
    isReplaced: true,
  };
}

/** Whether it has a type that is replaced: a domain or composite type has to be replaced, or at least altered, as well. */
export const hasReplaced = ({ id }: SchemaObject, { needsOf, isReplaced }: Context): boolean =>
  [...needsOf(id)].some(isReplaced);

/** Kinds and facets that may stand on a type, but for what is converted; its own facets go with the old one. */
const ALL_BUT_CONVERTED = [
  "of-type",
  "owner",
  "comment",
  "privileges",
  "security-label",
  "domain-constraint",
  "default",
  "view",
  "materialized-view",
  "rule",
  "policy",
  "trigger",
  "routine",
  "aggregate",
  "constraint",
  "index",
  "range",
  "cast",
  "operator",
  "statistics",
];

/** Columns that have the type (or an array of it) before and after. */
function columnsOf(type: ObjectId, context: Context): readonly ColumnObject[] {
  const using = new Set(
    context.current.model.dependencies.filter(({ to, part }) => to === type && part === null).map(({ from }) => from),
  );
  return [...context.desired.model.objects.values()].filter(
    (object): object is ColumnObject => object.kind === "column" && using.has(object.id) && isKept(object, context),
  );
}

function isKept(column: ColumnObject, context: Context): boolean {
  const before = context.current.object(column.id);
  const comesFromParent = lastingParents(context, column.parent ?? "").some((parent) => {
    const above = siblingId(column.id, parent);
    return context.desired.object(above) !== undefined && !context.isCreated(above);
  });
  const isOwn = !column.isInherited || !comesFromParent;
  return before?.kind === "column" && before.type === column.type && !context.isCreated(column.id) && isOwn;
}

/** The columns of partitions and heirs get it with their parent's. */
function convertAll(column: ColumnObject, context: Context): readonly Action[] {
  const heirs = lastingHeirs(context, column.parent ?? "").flatMap(
    (heir) => context.desired.object(siblingId(column.id, heir)) ?? [],
  );
  const columns = [column, ...heirs].filter((one): one is ColumnObject => one.kind === "column");
  return [convert(column, columns, context), ...columns.flatMap((one) => targetsAgain(one, context))];
}

function convert(column: ColumnObject, all: readonly ColumnObject[], context: Context): Action {
  const [schema = "", name = ""] = idParts(column.parent ?? "");
  const value = convertedValue(spell(column.name), { owner: column.id, type: column.type }, context);
  if (value === undefined) return { sql: attributesMove(column) };
  const hazards: readonly Hazard[] = [
    { code: "rewrite", relation: { schema, name } },
    ...[...new Set(value.losses)].map((lost) => quietLossOf(lost, column)),
    ...(value.isText && value.cut !== undefined ? [misfits(column)] : []),
  ];
  return {
    sql: `ALTER TABLE ${columnTable(column)} ALTER COLUMN ${spell(column.name)} TYPE ${column.type} USING ${value.expression}`,
    changes: all.map(({ id }) => id),
    hazards,
    ...(value.isText ? {} : { carriesRows: true }),
  };
}
