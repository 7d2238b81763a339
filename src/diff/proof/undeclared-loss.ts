import { objectId, type SchemaModel } from "../../catalog/schema/index.ts";
import type { Step } from "../plan/step.ts";
import type { MeasuredStatement } from "../shadow/index.ts";

/** Rows that a statement lost and that its step does not declare. Values of generated columns are made anew: nobody misses them. */
export function undeclaredLoss(
  step: Step,
  { rowsLost, sql }: MeasuredStatement,
  models: readonly SchemaModel[],
): readonly string[] {
  if (step.carriesRows === true) return [];
  if (step.hazards.some(({ code }) => code === "data-loss")) return [];
  return rowsLost
    .filter(({ relation, columns }) => {
      const generated = generatedIn(models, relation.schema, relation.name);
      return generated.size === 0 || columns.some((column) => !generated.has(column));
    })
    .map(({ relation, rows }) => `${rows} of our rows in ${relation.schema}.${relation.name} by ${firstLine(sql)}`);
}

function generatedIn(models: readonly SchemaModel[], schema: string, name: string): ReadonlySet<string> {
  const table = objectId("table", schema, name);
  const columns = models.flatMap(({ objects }) =>
    [...objects.values()].flatMap((object) =>
      object.kind === "column" && object.parent === table && object.generated !== null ? [object.name] : [],
    ),
  );
  return new Set(columns);
}

const firstLine = (sql: string): string => sql.split("\n")[0] ?? "";
