import type { Built } from "../shadow/index.ts";
import { takeBundles } from "./bundles.ts";
import { harvest, type Harvest, type HarvestInput, merged } from "./harvest.ts";
import { THRESHOLDS } from "./matter.ts";
import { select } from "./select.ts";
import { chooseUnderBudget } from "./under-budget.ts";

export interface RoundsInput extends Omit<HarvestInput, "taken" | "thresholds"> {
  /** Bytes of all new indexes together; null is no limit. */
  readonly budgetBytes: number | null;
  /** Told how many questions a round has been through. */
  readonly observe: (done: number) => void;
}

export interface Rounds {
  readonly chosen: readonly Built[];
  readonly harvests: readonly Harvest[];
}

const MOST_ROUNDS = 4;

/**
 * Chooses, then asks again what more would help beside what was chosen: the second side of a join is felt only when the first one is
 * cheap. Ends when a round takes nothing new. Without a budget the smallest indexes that serve about as well are taken; a budget is
 * spent on what brings the workload's cost down furthest.
 */
export async function chooseInRounds(input: RoundsInput): Promise<Rounds> {
  const { costs, budgetBytes } = input;
  if (budgetBytes !== null) return await chooseUnderBudget({ ...input, budgetBytes });
  const beside = (taken: readonly Built[]): HarvestInput => ({ ...input, thresholds: THRESHOLDS, taken });
  const first = await harvest(beside([]), input.observe);
  let { taken: chosen, harvests } = await takeBundles(beside([]), first);
  // What a bundle makes cheap must not be paid for once more.
  if (chosen.length > 0) harvests = merged(harvests, await harvest(beside(chosen), input.observe));
  chosen = await select({ harvests, costs, taken: chosen });
  for (let round = 1; round < MOST_ROUNDS && chosen.length > 0; round += 1) {
    harvests = merged(harvests, await harvest(beside(chosen), input.observe));
    const next = await select({ harvests, costs, taken: chosen });
    const isSame = next.length === chosen.length && next.every((one) => chosen.includes(one));
    chosen = next;
    if (isSame) break;
  }
  return { chosen, harvests };
}
