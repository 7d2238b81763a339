import type { ColumnObject, IndexObject, ObjectId, StatisticsObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import type { Context } from "./kind.ts";
import { literal, optionChanges, spell, spellName } from "./spell.ts";

const alterText = (object: IndexObject, clause: string): Action => ({
  sql: `ALTER INDEX ${spellName(object)} ${clause}`,
});

/** What the definition of an index does not say, nor that of a constraint on one: from what is there already to what shall be. */
export function indexExtras(from: IndexObject | undefined, to: IndexObject): readonly Action[] {
  const { set, reset } = optionChanges(from?.options ?? [], to.options);
  const targets = to.statisticsTargets.filter(
    ({ key, target }) => from?.statisticsTargets.find((one) => one.key === key)?.target !== target,
  );
  const lost = (from?.statisticsTargets ?? []).filter(
    ({ key }) => !to.statisticsTargets.some((one) => one.key === key),
  );
  return [
    ...(set.length === 0
      ? []
      : [alterText(to, `SET (${set.map(({ name, value }) => `${spell(name)}=${literal(value)}`).join(", ")})`)]),
    ...(reset.length === 0 ? [] : [alterText(to, `RESET (${reset.map(spell).join(", ")})`)]),
    ...(from?.tablespace === to.tablespace || (from === undefined && to.tablespace === null)
      ? []
      : [alterText(to, `SET TABLESPACE ${spell(to.tablespace ?? "pg_default")}`)]),
    ...targets.map(({ key, target }) => alterText(to, `ALTER COLUMN ${key} SET STATISTICS ${target}`)),
    ...lost.map(({ key }) => alterText(to, `ALTER COLUMN ${key} SET STATISTICS -1`)),
  ];
}

/** Same, of an index that its definition has just made. */
export const extrasOfNew = (object: IndexObject): readonly Action[] =>
  indexExtras({ ...object, statisticsTargets: [], tablespace: null }, object);

/** A column of another type takes statistics targets along: the server makes indexes and extended statistics anew without. */
export function targetsAgain(column: ColumnObject, context: Context): readonly Action[] {
  const table = column.parent ?? "";
  const isKept = (id: ObjectId): boolean => !context.isCreated(id) && context.current.object(id) !== undefined;
  const indexes = context.desired.childrenOf(table, "index").filter(({ id }) => isKept(id));
  const statistics = [...context.neededBy(column.id)].filter(isKept).flatMap((id) => context.desired.object(id) ?? []);
  return [
    ...indexes.flatMap((index) => indexExtras({ ...index, statisticsTargets: [] }, index)),
    ...statistics.flatMap((one) => (one.kind === "statistics" ? statisticsAgain(one, context) : [])),
  ];
}

/** Who runs the plan owns them then. */
const statisticsAgain = (object: StatisticsObject, { role }: Context): readonly Action[] =>
  [
    ...(object.owner === role ? [] : [`OWNER TO ${spell(object.owner ?? role)}`]),
    ...(object.target === null ? [] : [`SET STATISTICS ${object.target}`]),
  ].map((clause) => ({ sql: `ALTER STATISTICS ${spellName(object)} ${clause}` }));
