import { largestOf } from "../integer-types.ts";
import { changeType } from "../change-type.ts";
import { ofColumns } from "../found.ts";
import { pairsOf } from "../key-pairs.ts";
import { ownTables } from "../own-tables.ts";
import { displayColumns } from "../names.ts";
import type { Rule } from "../situation.ts";

/** Foreign keys that cannot hold every value of the key that they reference. */
export const fkNarrower: Rule = {
  code: "fk-narrower",
  find: (situation) =>
    ownTables(situation).flatMap((table) =>
      pairsOf(table, situation)
        .filter(({ from, to }) => isNarrower(from.type, to.type))
        .map(({ key, from, to }) =>
          ofColumns(
            fkNarrower.code,
            { table, columns: [from.name] },
            {
              severity: "warning",
              evidence: {
                constraint: key.name,
                references: displayColumns(key.references, [to.name]),
                type: from.type,
                referencedType: to.type,
                rows: situation.lookup.rows(table),
              },
              fix: changeType(table, from, { type: to.type }),
            },
          ),
        ),
    ),
};

/** Integer types only: there a value can be too large. */
export function isNarrower(from: string, to: string): boolean {
  const [narrow, wide] = [largestOf(from), largestOf(to)];
  return narrow !== undefined && wide !== undefined && narrow < wide;
}
