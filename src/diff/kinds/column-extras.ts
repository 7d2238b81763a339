import type { ColumnObject } from "../../catalog/schema/index.ts";
import { optionChanges, spell, spellOptions } from "./spell.ts";

/** What CREATE TABLE has no words for on every server: storage, statistics target, attribute options. As ALTER COLUMN actions. */
export function columnExtras(from: ColumnObject | undefined, to: ColumnObject): readonly string[] {
  const options = optionChanges(from?.options ?? [], to.options);
  const parts = [
    (from?.storage ?? null) === to.storage ? undefined : storageClause(from, to),
    (from?.statisticsTarget ?? null) === to.statisticsTarget
      ? undefined
      : `SET STATISTICS ${to.statisticsTarget ?? -1}`,
    options.set.length === 0 ? undefined : `SET (${spellOptions(options.set)})`,
    options.reset.length === 0 ? undefined : `RESET (${options.reset.map(spell).join(", ")})`,
  ];
  return parts.filter((part) => part !== undefined);
}

/** `DEFAULT` came with 16; before it the type's own has to be named, and nearly all that can be stored apart are extended. */
function storageClause(from: ColumnObject | undefined, to: ColumnObject): string | undefined {
  if (to.storage !== null) return `SET STORAGE ${to.storage.toUpperCase()}`;
  return from === undefined ? undefined : `SET STORAGE ${/^numeric|^inet|^cidr/.test(to.type) ? "MAIN" : "EXTENDED"}`;
}
