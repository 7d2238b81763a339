import type { Batch } from "./step.ts";

/** The statements of batches as text that any client runs. Function bodies are not looked at: they may name what comes later. */
export function renderPlain(batches: readonly Batch[]): string {
  const statements = batches.flatMap(({ transactional, steps }) => {
    const lines = steps.map(({ sql }) => `${sql};`);
    return transactional ? ["BEGIN;", ...lines, "COMMIT;"] : lines;
  });
  if (statements.length === 0) return "";
  return ["SET check_function_bodies = off;", ...statements, ""].join("\n\n");
}
