import { groupBy } from "../../kit/index.ts";
import type { Column, Table } from "../../catalog/index.ts";
import { ofColumns } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule, Situation } from "../situation.ts";

/** Names that mean something else in every table. */
const GENERIC: ReadonlySet<string> = new Set([
  "id",
  "name",
  "type",
  "kind",
  "status",
  "state",
  "value",
  "code",
  "key",
  "data",
  "position",
  "version",
  "level",
]);

/** Columns of one name that have another type than in most tables of the schema: joins on them convert or fail. */
export const columnTypeDiffers: Rule = {
  code: "column-type-differs",
  optional: true,
  find: (situation) => {
    const named = groupBy(all(situation), ({ table, column }) => JSON.stringify([table.schema, column.name]));
    return [...named.values()].flatMap((columns) => differing(columns));
  },
};

interface Named {
  readonly table: Table;
  readonly column: Column;
}

function all(situation: Situation): readonly Named[] {
  return ownTables(situation).flatMap((table) =>
    table.columns.filter(({ name }) => !GENERIC.has(name)).map((column) => ({ table, column })),
  );
}

const baseOf = ({ column }: Named): string => column.type.replace(/\([^)]*\)/, "");

function differing(columns: readonly Named[]) {
  const byType = [...groupBy(columns, baseOf)].toSorted(([, a], [, b]) => b.length - a.length);
  const [usual, ...others] = byType;
  if (usual === undefined) return [];
  return others
    .flatMap(([, some]) => some)
    .map(({ table, column }) =>
      ofColumns(
        columnTypeDiffers.code,
        { table, columns: [column.name] },
        {
          severity: "info",
          evidence: {
            type: column.type,
            usualType: usual[0],
            usualIn: usual[1].map((one) => one.table.name).slice(0, 5),
          },
        },
      ),
    );
}
