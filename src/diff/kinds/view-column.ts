import type { ViewColumnObject } from "../../catalog/schema/index.ts";
import type { Action } from "./action.ts";
import { columnName, columnTable } from "./column-name.ts";
import type { Context, Kind } from "./kind.ts";
import { optionChanges, spell, spellOptions } from "./spell.ts";

/** A column of a view comes with its query; what it has beside that is set. */
export const viewColumn: Kind<ViewColumnObject> = {
  kind: "view-column",
  compared: ({ default: initial, storage, compression, statisticsTarget, options }) => ({
    initial,
    storage,
    compression,
    statisticsTarget,
    options,
  }),
  create: (object, context) => change(undefined, object, context),
  drop: () => [],
  alter: (from, to, context) => ({ actions: change(from, to, context) }),
  phrase: (object) => `COLUMN ${columnName(object)}`,
  ownerPhrase: () => null,
};

function change(from: ViewColumnObject | undefined, to: ViewColumnObject, { desired }: Context): readonly Action[] {
  const words = desired.object(to.parent ?? "")?.kind === "view" ? "VIEW" : "MATERIALIZED VIEW";
  const options = optionChanges(from?.options ?? [], to.options);
  const target = to.statisticsTarget;
  const clauses = [
    (from?.default ?? null) === to.default ? undefined : defaultClause(to.default),
    (from?.storage ?? null) === to.storage ? undefined : `SET STORAGE ${(to.storage ?? "extended").toUpperCase()}`,
    (from?.compression ?? null) === to.compression ? undefined : `SET COMPRESSION ${to.compression ?? "default"}`,
    (from?.statisticsTarget ?? null) === target ? undefined : `SET STATISTICS ${target ?? -1}`,
    options.set.length === 0 ? undefined : `SET (${spellOptions(options.set)})`,
    options.reset.length === 0 ? undefined : `RESET (${options.reset.map(spell).join(", ")})`,
  ];
  return clauses
    .filter((clause) => clause !== undefined)
    .map((clause) => ({ sql: `ALTER ${words} ${columnTable(to)} ALTER COLUMN ${spell(to.name)} ${clause}` }));
}

const defaultClause = (value: string | null): string => (value === null ? "DROP DEFAULT" : `SET DEFAULT ${value}`);
