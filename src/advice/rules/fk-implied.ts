import { type ForeignKey, isSameRelation, ownForeignKeys, type Table } from "../../catalog/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { ofPart } from "../found.ts";
import { displayColumns, sqlName } from "../names.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** A foreign key that a wider one to the same table makes true already: `(tenant, id)` references the row that `(id)` does. */
export const fkImplied: Rule = {
  code: "fk-implied",
  find: (situation) =>
    ownTables(situation).flatMap((table) => {
      const keys = ownForeignKeys(table);
      return keys.flatMap((narrow) => {
        const wide = keys.find((other) => implies(table, other, narrow));
        return wide === undefined ? [] : [findingOf(table, narrow, wide)];
      });
    }),
};

/** With MATCH SIMPLE a null in one of its columns makes the wide one true of nothing: only where none can be null it says more. */
function implies(table: Table, wide: ForeignKey, narrow: ForeignKey): boolean {
  if (wide.columns.length <= narrow.columns.length || !isSameRelation(wide.references, narrow.references)) return false;
  if (!wide.enforced || !wide.validated || !narrow.enforced || (wide.deferrable && !narrow.deferrable)) return false;
  const held = new Set(pairsOf(wide));
  if (!pairsOf(narrow).every((pair) => held.has(pair))) return false;
  const extra = wide.columns.filter((column) => !narrow.columns.includes(column));
  return wide.match === "full" || extra.every((name) => isNeverNull(table, name));
}

const pairsOf = ({ columns, referencedColumns }: ForeignKey): readonly string[] =>
  columns.map((column, place) => JSON.stringify([column, referencedColumns[place]]));

const isNeverNull = ({ columns }: Table, name: string): boolean =>
  columns.some((column) => column.name === name && !column.nullable);

function findingOf(table: Table, narrow: ForeignKey, wide: ForeignKey) {
  const isSame = narrow.onDelete === wide.onDelete && narrow.onUpdate === wide.onUpdate;
  const drop = `ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${quoteIdentifier(narrow.name, "postgresql")};`;
  return ofPart(
    fkImplied.code,
    { table, kind: "constraint", name: narrow.name },
    {
      severity: "info",
      evidence: {
        constraint: narrow.name,
        impliedBy: wide.name,
        references: displayColumns(wide.references, wide.referencedColumns),
        hasOtherActions: !isSame,
      },
      ...(isSame ? { fix: drop } : {}),
    },
  );
}
