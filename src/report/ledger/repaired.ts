import { safeLine } from "../../kit/index.ts";
import type { Repair, RepairOutcome } from "../../ledger/index.ts";
import { headOf } from "./migrated.ts";

type Repaired = Pick<Repair, "migration" | "action" | "needsDecision"> & { readonly state: string };

const ACTIONS = {
  "accept-edit": "take the file as it is now",
  forget: "take it out of the history",
  "mark-applied": "take it as applied",
} as const;

export type RepairedView = Omit<RepairOutcome, "repairs"> & { readonly repairs: readonly Repaired[] };

/** What `db repair` changed, or could. */
export function repairedText(outcome: RepairedView): string {
  const title = { repaired: "Repaired:", listed: "Can be repaired, by name:", "nothing-to-do": "Nothing to repair." };
  const lines = outcome.repairs.map((one) => `  ${safeLine(one.migration)} is ${one.state}: ${wayOf(one)}`);
  return `${[headOf(outcome), "", title[outcome.outcome], ...lines].join("\n")}\n`;
}

/** The question before it. */
export function repairQuestion(
  repairs: readonly Repaired[],
  { database, host }: { readonly database: string; readonly host: string },
): string {
  const ways = repairs.map((one) => `${safeLine(one.migration)} (${one.state}): ${wayOf(one)}`);
  return `Change the history of database ${safeLine(database)} at ${safeLine(host)}? ${ways.join("; ")}`;
}

/** What is done with a row of the history, or must be said first. */
export function wayOf({ action, needsDecision }: Repaired): string {
  if (action !== null) return ACTIONS[action];
  return needsDecision ? "say with --as applied or --as pending what it is" : "nothing is wrong with it";
}
