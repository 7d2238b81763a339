import type { Constraint } from "../../catalog/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { ofPart } from "../found.ts";
import { sqlName } from "../names.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Constraints that hold for new rows only: nobody has looked at the others. */
export const constraintNotValid: Rule = {
  code: "constraint-not-valid",
  find: (situation) =>
    ownTables(situation).flatMap((table) =>
      table.constraints.filter(isUnproven).map((constraint) =>
        ofPart(
          constraintNotValid.code,
          { table, kind: "constraint", name: constraint.name },
          {
            severity: "warning",
            evidence: { constraint: constraint.name, kind: constraint.kind, rows: situation.lookup.rows(table) },
            fix: `ALTER TABLE ${sqlName(table)} VALIDATE CONSTRAINT ${quoteIdentifier(constraint.name, "postgresql")};`,
          },
        ),
      ),
    ),
};

/** NOT ENFORCED is not valid on purpose, and an inherited one is its parent's. */
function isUnproven(constraint: Constraint): boolean {
  if (constraint.validated || constraint.inherited) return false;
  return "enforced" in constraint ? constraint.enforced : true;
}
