import { type ForeignKey, ownForeignKeys, relationKey, type Table } from "../../catalog/index.ts";
import { compareText, groupBy } from "../../kit/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { ofPart } from "../found.ts";
import { displayColumns, sqlName } from "../names.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Two foreign keys that say the same: every write is checked twice. */
export const fkDuplicate: Rule = {
  code: "fk-duplicate",
  find: (situation) =>
    ownTables(situation).flatMap((table) => {
      const groups = groupBy(ownForeignKeys(table), meaningOf);
      return [...groups.values()].flatMap((keys) => superfluous(table, keys));
    }),
};

/** What it demands; its columns may be listed in any order. */
function meaningOf({ columns, references, referencedColumns, enforced }: ForeignKey): string {
  const pairs = columns.map((column, place) => `${column}=${referencedColumns[place]}`);
  return JSON.stringify([relationKey(references), pairs.toSorted(), enforced]);
}

/** Of those that do something else on DELETE or UPDATE none is named as the one to go, but they are said. */
function superfluous(table: Table, keys: readonly ForeignKey[]) {
  const ranked = keys.toSorted((a, b) => Number(b.validated) - Number(a.validated) || compareText(a.name, b.name));
  const [keeper, ...others] = ranked;
  if (keeper === undefined) return [];
  return others.map((key) => {
    const isSame = key.onDelete === keeper.onDelete && key.onUpdate === keeper.onUpdate;
    const drop = `ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${quoteIdentifier(key.name, "postgresql")};`;
    return ofPart(
      fkDuplicate.code,
      { table, kind: "constraint", name: key.name },
      {
        severity: "warning",
        evidence: {
          constraint: key.name,
          duplicateOf: keeper.name,
          references: displayColumns(key.references, key.referencedColumns),
          hasOtherActions: !isSame,
        },
        ...(isSame ? { fix: drop } : {}),
      },
    );
  });
}
