import { relationKey } from "../../../catalog/index.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Costs } from "./costs.ts";
import { isWorth, type Thresholds, usesIndex } from "./matter.ts";

/** A question, what it costs, and the candidates that would make it so much cheaper that they count. */
export interface Harvest {
  readonly question: WorkloadQuestion;
  /** Without any candidate. */
  readonly base: number;
  /** With those that are taken. */
  readonly now: number;
  readonly helpers: readonly Helper[];
  /** The best that any candidates could do. */
  readonly best: number;
}

export interface Helper {
  readonly built: Built;
  readonly cost: number;
  /** Beside what was taken when it was asked about. */
  readonly saved: number;
}

export interface HarvestInput {
  readonly questions: readonly WorkloadQuestion[];
  readonly built: readonly Built[];
  /** Candidates by the questions that they were made for. */
  readonly madeFor: ReadonlyMap<string, ReadonlySet<string>>;
  readonly costs: Costs;
  /** False where the shadow's planner knows skip scans and the target's does not. */
  readonly mayReach: boolean;
  /** Candidates that are taken already: what the others would save besides them is asked. */
  readonly taken: readonly Built[];
  readonly thresholds: Thresholds;
}

/** Asks about each question with each candidate beside those that are taken. */
export async function harvest(input: HarvestInput, observe: (done: number) => void): Promise<readonly Harvest[]> {
  const harvests: Harvest[] = [];
  for (const [place, question] of input.questions.entries()) {
    observe(place);
    const base = (await input.costs.planOf(question, []))?.cost;
    const now = (await input.costs.planOf(question, input.taken))?.cost;
    if (base !== undefined && now !== undefined) harvests.push(await harvestOne(input, question, { base, now }));
  }
  return harvests;
}

/**
 * All candidates at once, then without those that the plan used, until nothing is left that helps: what never helps in company does not
 * help alone either, and is not asked about.
 */
async function harvestOne(
  input: HarvestInput,
  question: WorkloadQuestion,
  { base, now }: Pick<Harvest, "base" | "now">,
): Promise<Harvest> {
  const { costs, taken, thresholds } = input;
  const helpers: Helper[] = [];
  let best = now;
  // Below what counts there is nothing to save.
  let open = isWorth(now, 0, thresholds) ? askedOf(input, question) : [];
  while (open.length > 0) {
    const plan = await costs.planOf(question, [...taken, ...open]);
    if (plan === undefined) break;
    best = Math.min(best, plan.cost);
    const used = open.filter(({ names }) => plan.scans.some(({ index }) => index !== null && names.includes(index)));
    if (used.length === 0 || !isWorth(now, plan.cost, thresholds)) break;
    for (const one of used) helpers.push(...(await helperOf(input, { question, now, one })));
    open = open.filter((one) => !used.includes(one));
  }
  return { question, base, now, helpers, best };
}

interface Asked {
  readonly question: WorkloadQuestion;
  readonly now: number;
  readonly one: Built;
}

async function helperOf(input: HarvestInput, { question, now, one }: Asked): Promise<readonly Helper[]> {
  const plan = await input.costs.planOf(question, [...input.taken, one]);
  if (plan === undefined || !isWorth(now, plan.cost, input.thresholds) || !usesIndex(plan, one, input.mayReach))
    return [];
  return [{ built: one, cost: plan.cost, saved: now - plan.cost }];
}

function askedOf({ built, madeFor, taken }: HarvestInput, question: WorkloadQuestion): readonly Built[] {
  const own = built.filter(({ key }) => madeFor.get(key)?.has(question.id) === true);
  return own.filter((one) => !taken.includes(one) && question.tables.has(relationKey(one.candidate.table)));
}

/** The same questions with the helpers of both. */
export function merged(before: readonly Harvest[], after: readonly Harvest[]): readonly Harvest[] {
  const later = new Map(after.map((one) => [one.question.id, one]));
  return before.map((one) => {
    const other = later.get(one.question.id);
    if (other === undefined) return one;
    return {
      ...one,
      now: other.now,
      best: Math.min(one.best, other.best),
      helpers: [...one.helpers, ...other.helpers],
    };
  });
}
