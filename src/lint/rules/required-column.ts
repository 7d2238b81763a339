import type { Rule } from "../rule.ts";
import { columnConstraints, commandsOf, constraintKind } from "../tree/commands.ts";
import { spelled } from "../tree/names.ts";
import { columnName, isSerial, typeOfColumn } from "../tree/type-name.ts";

/** ADD COLUMN … NOT NULL without a value for the rows that are there: it fails as soon as there is one. */
export const requiredColumn: Rule = {
  code: "required-column",
  severity: "error",
  concern: "failure",
  check: (statement, { knowledge }) =>
    commandsOf(statement.node)
      .filter(({ subtype, column, relation }) => {
        const kinds = columnConstraints(column).map(constraintKind);
        const isRequired = kinds.some((kind) => kind === "NOTNULL" || kind === "PRIMARY");
        const hasValue =
          kinds.some((kind) => /^(?:DEFAULT|GENERATED|IDENTITY)$/.test(kind)) || isSerial(typeOfColumn(column));
        const isEmpty = knowledge.context.target?.isSized === true && knowledge.table(relation)?.sizeBytes === 0;
        return (
          subtype === "AT_AddColumn" && isRequired && !hasValue && !isEmpty && !knowledge.isNew(relation, statement)
        );
      })
      .map(({ relation, column }) => ({
        subject: { kind: "column", name: `${spelled(relation)}.${columnName(column)}` },
        evidence: {},
      })),
};
