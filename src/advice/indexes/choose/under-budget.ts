import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import { type Choice, search } from "./exchange.ts";
import { explore, type ExploreInput } from "./explore.ts";
import type { Harvest, HarvestInput, Helper } from "./harvest.ts";
import { isWorth, SPENDING, usesIndex } from "./matter.ts";
import { weighingOf } from "./weighing.ts";

export interface BudgetInput extends Omit<HarvestInput, "taken" | "thresholds"> {
  /** Bytes of all new indexes together. */
  readonly budgetBytes: number;
  /** Told how many questions a round has been through. */
  readonly observe: (done: number) => void;
}

interface Ground extends ExploreInput {
  /** Candidates that are larger than the budget. */
  readonly beyond: readonly Built[];
  readonly observe: BudgetInput["observe"];
}

const PAGE_BYTES = 8_192;
/** Of the whole workload's cost, for an index to be worth its room. */
const LEAST_SHARE = 0.001;
const MOST_ROUNDS = 5;
const MOST_CORRECTIONS = 8;

/**
 * The indexes that bring the workload's cost down furthest within a size. Each question is explored once; what to take is searched among
 * the plans that are known, without asking; then the planner is asked about what was found, which corrects what was only expected, and
 * what more would help beside it, until both agree.
 */
export async function chooseUnderBudget(
  input: BudgetInput,
): Promise<{ readonly chosen: readonly Built[]; readonly harvests: readonly Harvest[] }> {
  const ground = await groundOf(input);
  let best: Choice = { chosen: [], total: await askedTotal(ground, []) };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    for (const [place, question] of ground.questions.entries()) {
      ground.observe(place);
      await explore(ground, question, best.chosen);
    }
    const next = await settled(ground, best);
    const isDone = next.total >= best.total - ground.least / 4;
    best = next;
    if (isDone) break;
  }
  const chosen = withoutIdle(ground, best.chosen);
  return { chosen, harvests: await harvestsOf(ground, chosen) };
}

async function groundOf({ budgetBytes, questions, ...rest }: BudgetInput): Promise<Ground> {
  const budgetPages = Math.floor(budgetBytes / PAGE_BYTES);
  const planned: WorkloadQuestion[] = [];
  let total = 0;
  for (const question of questions) {
    const plan = await rest.costs.planOf(question, []);
    if (plan === undefined) continue;
    planned.push(question);
    total += plan.cost * question.statement.calls;
  }
  const built = rest.built.filter(({ pages }) => pages <= budgetPages);
  const beyond = rest.built.filter(({ pages }) => pages > budgetPages);
  return { ...rest, questions: planned, built, beyond, budgetPages, least: total * LEAST_SHARE };
}

/** Searches, asks about what was found, and searches again where the answers were not as expected. */
async function settled(ground: Ground, start: Choice): Promise<Choice> {
  let best = start;
  for (let turn = 0; turn < MOST_CORRECTIONS; turn += 1) {
    const found = search(weighingOf(ground), best.chosen);
    const total = await askedTotal(ground, found.chosen);
    if (total < best.total) best = { chosen: found.chosen, total };
    if (total <= found.total + ground.least / 4) break;
  }
  return best;
}

/** By the planner, with all that it has to say of these. */
async function askedTotal(ground: Ground, chosen: readonly Built[]): Promise<number> {
  for (const question of ground.questions) await ground.costs.planOf(question, chosen);
  return weighingOf(ground).totalOf(chosen);
}

/** Those that no plan would miss, by what is known. */
function withoutIdle(ground: Ground, chosen: readonly Built[]): readonly Built[] {
  const weighing = weighingOf(ground);
  let kept = chosen;
  for (const one of chosen.toReversed())
    if (-weighing.gainOf({ add: [], drop: [one] }, kept) < ground.least / 2)
      kept = kept.filter((other) => other !== one);
  return kept;
}

async function harvestsOf(ground: Ground, chosen: readonly Built[]): Promise<readonly Harvest[]> {
  const harvests: Harvest[] = [];
  for (const question of ground.questions) {
    const base = (await ground.costs.planOf(question, []))?.cost ?? 0;
    const now = (await ground.costs.planOf(question, chosen))?.cost ?? base;
    if (helpersOf(ground, question, base).length === 0) await askBeyond(ground, question);
    const helpers = helpersOf(ground, question, base);
    const best = Math.min(base, now, ...ground.costs.ways(question).map(({ plan }) => plan.cost));
    harvests.push({ question, base, now, best, helpers });
  }
  return harvests;
}

/** Whether one that does not fit the budget would help: then that is the reason to tell. */
async function askBeyond({ costs, beyond, madeFor }: Ground, question: WorkloadQuestion): Promise<void> {
  const own = beyond.filter(({ key }) => madeFor.get(key)?.has(question.id) === true);
  if (own.length > 0) await costs.planOf(question, own);
}

function helpersOf({ costs, mayReach }: Ground, question: WorkloadQuestion, base: number): readonly Helper[] {
  const found = costs
    .ways(question)
    .flatMap(({ used, plan }) =>
      used
        .filter((built) => isWorth(base, plan.cost, SPENDING) && usesIndex(plan, built, mayReach))
        .map((built) => ({ built, cost: plan.cost, saved: base - plan.cost })),
    );
  const cheapestLast = found.toSorted((a, b) => b.cost - a.cost);
  return [...new Map(cheapestLast.map((helper) => [helper.built.key, helper])).values()];
}
