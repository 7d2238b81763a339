import { changeType } from "../change-type.ts";
import { ofColumns } from "../found.ts";
import { pairsOf } from "../key-pairs.ts";
import { ownTables } from "../own-tables.ts";
import { displayColumns, sqlColumns } from "../names.ts";
import type { Rule } from "../situation.ts";
import { isNarrower } from "./fk-narrower.ts";

/** Foreign keys of another type than the key that they reference. */
export const fkTypeMismatch: Rule = {
  code: "fk-type-mismatch",
  find: (situation) =>
    ownTables(situation).flatMap((table) =>
      pairsOf(table, situation)
        .filter(({ from, to }) => isOther(from.type, to.type) && !isNarrower(from.type, to.type))
        .map(({ key, from, to }) =>
          ofColumns(
            fkTypeMismatch.code,
            { table, columns: [from.name] },
            {
              severity: "info",
              evidence: {
                constraint: key.name,
                references: displayColumns(key.references, [to.name]),
                type: from.type,
                referencedType: to.type,
              },
              fix: changeType(table, from, { type: to.type, using: `${sqlColumns([from.name])}::${to.type}` }),
            },
          ),
        ),
    ),
};

const isOther = (from: string, to: string): boolean =>
  isBuiltIn(from) && isBuiltIn(to) && familyOf(from) !== familyOf(to);

/** A domain or an extension's type is qualified; what lies under it is not known here. */
const isBuiltIn = (type: string): boolean => !type.includes(".");

/** Lengths make no other type, and text and varchar are one to every operator. */
const familyOf = (type: string): string => type.replace(/\([^)]*\)/, "").replace(/^character varying$/, "text");
