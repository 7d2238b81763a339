import type { Built } from "../shadow/index.ts";
import { takeBundles } from "./bundles.ts";
import { harvest, type Harvest, type HarvestInput, merged } from "./harvest.ts";
import { select, type SelectInput } from "./select.ts";

export interface RoundsInput extends Omit<HarvestInput, "taken">, Pick<SelectInput, "budgetBytes"> {
  /** Told how many questions a round has been through. */
  readonly observe: (done: number) => void;
}

export interface Rounds {
  readonly chosen: readonly Built[];
  readonly harvests: readonly Harvest[];
}

const MOST_ROUNDS = 4;
const PAGE_BYTES = 8_192;

const fits = (built: readonly Built[], budgetBytes: number | null): boolean =>
  budgetBytes === null || built.reduce((sum, { pages }) => sum + pages, 0) * PAGE_BYTES <= budgetBytes;

/**
 * Chooses, then asks again what more would help beside what was chosen: the second side of a join is felt only when the first one is
 * cheap. Ends when a round takes nothing new.
 */
export async function chooseInRounds(input: RoundsInput): Promise<Rounds> {
  const { costs, budgetBytes } = input;
  const first = await harvest({ ...input, taken: [] }, input.observe);
  let { taken: chosen, harvests } = await takeBundles({ ...input, taken: [] }, first);
  if (!fits(chosen, budgetBytes)) [chosen, harvests] = [[], first];
  // What a bundle makes cheap must not be paid for once more.
  if (chosen.length > 0) harvests = merged(harvests, await harvest({ ...input, taken: chosen }, input.observe));
  chosen = await select({ harvests, costs, budgetBytes, taken: chosen });
  for (let round = 1; round < MOST_ROUNDS && chosen.length > 0; round += 1) {
    harvests = merged(harvests, await harvest({ ...input, taken: chosen }, input.observe));
    const next = await select({ harvests, costs, budgetBytes, taken: chosen });
    const isSame = next.length === chosen.length && next.every((one) => chosen.includes(one));
    chosen = next;
    if (isSame) break;
  }
  return { chosen, harvests };
}
