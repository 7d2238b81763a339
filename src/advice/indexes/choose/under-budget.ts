import type { Built } from "../shadow/index.ts";
import type { Costs } from "./costs.ts";
import type { Harvest } from "./harvest.ts";
import { type Spending, spendingOf } from "./spending.ts";

export interface BudgetInput {
  readonly harvests: readonly Harvest[];
  readonly costs: Costs;
  /** Bytes of all new indexes together. */
  readonly budgetBytes: number;
  /** Where to start from. */
  readonly start: readonly Built[];
}

interface Ground extends Spending {
  readonly budgetBytes: number;
  /** What an index must take from the whole workload's cost. */
  readonly least: number;
}

const PAGE_BYTES = 8_192;
const LEAST_SHARE = 0.001;
const MOST_PASSES = 3;

const sizeOf = (chosen: readonly Built[]): number => chosen.reduce((sum, { pages }) => sum + pages, 0) * PAGE_BYTES;

/** How much the size counts in what is taken next: what saves most per byte first is not always best at the brim. */
const WEIGHTS = [1, 0.6, 0.2] as const;

/**
 * The indexes that bring the workload's cost down furthest within a size: filled by what each saves for its size, with the size weighed in
 * several ways; then each chosen one is taken out and its room filled anew, and each other one forced in, as long as that pays.
 */
export async function selectUnderBudget({
  harvests,
  costs,
  budgetBytes,
  start,
}: BudgetInput): Promise<readonly Built[]> {
  const spending = spendingOf(harvests, costs);
  const ground = { ...spending, budgetBytes, least: (await spending.totalOf(start)) * LEAST_SHARE };
  let best = { chosen: start, total: await spending.totalOf(start) };
  for (const weight of WEIGHTS) best = await better(ground, best, await fill(ground, start, { weight }));
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = best;
    best = await forcedIn(ground, await takenOut(ground, best));
    if (best === before) break;
  }
  return await withoutIdle(ground, best.chosen);
}

interface Choice {
  readonly chosen: readonly Built[];
  readonly total: number;
}

/** The second one only where it is cheaper by what counts. */
async function better(ground: Ground, choice: Choice, chosen: readonly Built[]): Promise<Choice> {
  const total = await ground.totalOf(chosen);
  return total < choice.total - ground.least ? { chosen, total } : choice;
}

interface How {
  readonly weight: number;
  /** Not to be taken. */
  readonly without?: Built;
}

/**
 * Takes the best one until nothing fits. Lazily: what an index was worth when it was asked about last stands until it comes first, and is
 * asked again only if one that helps the same question was taken since.
 */
async function fill(ground: Ground, start: readonly Built[], { weight, without }: How): Promise<readonly Built[]> {
  const chosen = [...start];
  const gains = new Map(ground.pool.map((one) => [one, ground.gainAlone(one)]));
  const fresh = new Set(ground.pool.filter((one) => !start.some((other) => ground.areRelated(one, other))));
  const worth = (one: Built): number => (gains.get(one) ?? 0) / one.pages ** weight;
  for (;;) {
    const room = ground.budgetBytes - sizeOf(chosen);
    const open = ground.pool.filter(
      (one) =>
        one !== without && !chosen.includes(one) && sizeOf([one]) <= room && (gains.get(one) ?? 0) > ground.least,
    );
    const [first] = open.toSorted((a, b) => worth(b) - worth(a));
    if (first === undefined) return chosen;
    if (!fresh.has(first)) {
      fresh.add(first);
      gains.set(first, await ground.gainOf(first, chosen));
      continue;
    }
    chosen.push(first);
    for (const one of [...fresh].filter((other) => ground.areRelated(other, first))) fresh.delete(one);
  }
}

/** Each chosen one is given up for what its room would hold instead. */
async function takenOut(ground: Ground, choice: Choice): Promise<Choice> {
  let best = choice;
  for (const one of choice.chosen) {
    const others = best.chosen.filter((other) => other !== one);
    if (others.length < best.chosen.length)
      best = await better(ground, best, await fill(ground, others, { weight: 1, without: one }));
  }
  return best;
}

/** So many that save most alone are tried. */
const MOST_FORCED = 24;

/** Each other one is let in, and those that are missed least for their size make room. */
async function forcedIn(ground: Ground, choice: Choice): Promise<Choice> {
  let best = choice;
  const others = ground.pool.filter((one) => !choice.chosen.includes(one) && sizeOf([one]) <= ground.budgetBytes);
  for (const one of others.toSorted((a, b) => ground.gainAlone(b) - ground.gainAlone(a)).slice(0, MOST_FORCED)) {
    const held = await evicted(ground, best.chosen, one);
    best = await better(ground, best, await fill(ground, held, { weight: 1 }));
  }
  return best;
}

async function evicted(ground: Ground, chosen: readonly Built[], forced: Built): Promise<readonly Built[]> {
  let held = [...chosen, forced];
  while (sizeOf(held) > ground.budgetBytes) {
    let least: { readonly one: Built; readonly loss: number } | undefined;
    for (const one of held.filter((other) => other !== forced)) {
      const loss =
        (await ground.gainOf(
          one,
          held.filter((other) => other !== one),
        )) / one.pages;
      if (least === undefined || loss < least.loss) least = { one, loss };
    }
    if (least === undefined) break;
    held = held.filter((other) => other !== least?.one);
  }
  return held;
}

/** Those that no plan would miss. */
async function withoutIdle(ground: Ground, chosen: readonly Built[]): Promise<readonly Built[]> {
  let kept = chosen;
  for (const one of chosen.toReversed()) {
    const others = kept.filter((other) => other !== one);
    if ((await ground.gainOf(one, others)) < ground.least / 2) kept = others;
  }
  return kept;
}
