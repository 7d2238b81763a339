import { safeLine } from "../../kit/index.ts";
import type { BaselineOutcome } from "../../ledger/index.ts";
import { headOf } from "./migrated.ts";

/** What `db baseline` recorded. */
export function baselinedText(outcome: BaselineOutcome): string {
  const title = outcome.outcome === "planned" ? "Would be recorded as applied:" : "Recorded as applied, not run:";
  const lines = outcome.migrations.map((id) => `  ${safeLine(id)}`);
  return `${[headOf(outcome), "", title, ...lines].join("\n")}\n`;
}
