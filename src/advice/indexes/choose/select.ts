import type { Built } from "../shadow/index.ts";
import { liesBeside } from "./beside.ts";
import type { Costs } from "./costs.ts";
import type { Harvest } from "./harvest.ts";
import { leftOver } from "./left-over.ts";
import { BESIDE, isWorth, THRESHOLDS } from "./matter.ts";
import { writePrice } from "./price.ts";

export interface SelectInput {
  readonly harvests: readonly Harvest[];
  readonly costs: Costs;
  /** Taken before. */
  readonly taken: readonly Built[];
}

const MOST_CHOSEN = 40;

interface State {
  readonly chosen: readonly Built[];
  /** By question. */
  readonly costs: ReadonlyMap<string, number>;
}

interface Option {
  readonly built: Built;
  /** Costs of the questions that it changes. */
  readonly costs: ReadonlyMap<string, number>;
  /** What the workload saves less what its writes pay. */
  readonly net: number;
  /** What its questions would still have to filter and sort where that may be much. */
  readonly left: number;
}

/**
 * Takes the index that saves the workload most, again and again, until none is worth its writes. Of those that save about as much the smallest is taken. At last each is asked whether the others can do without it.
 */
export async function select(input: SelectInput): Promise<readonly Built[]> {
  let state: State = {
    chosen: input.taken,
    costs: new Map(input.harvests.map(({ question, now }) => [question.id, now])),
  };
  while (state.chosen.length < MOST_CHOSEN) {
    const option = await bestOption(input, state);
    if (option === undefined) break;
    state = { chosen: [...state.chosen, option.built], costs: new Map([...state.costs, ...option.costs]) };
  }
  return await withoutNeedless(input, state.chosen);
}

async function bestOption(input: SelectInput, state: State): Promise<Option | undefined> {
  const open = helpersOf(input.harvests).filter((built) => !state.chosen.includes(built));
  const options: Option[] = [];
  for (const built of open) {
    const option = await optionOf(input, state, built);
    if (option !== undefined && option.net > 0) options.push(option);
  }
  const [first] = options.toSorted((a, b) => b.net - a.net);
  return first === undefined ? undefined : smallestLike(first, options, { harvests: input.harvests, state });
}

const helpersOf = (harvests: readonly Harvest[]): readonly Built[] => [
  ...new Map(harvests.flatMap(({ helpers }) => helpers.map(({ built }) => [built.key, built] as const))).values(),
];

async function optionOf({ harvests, costs }: SelectInput, state: State, built: Built): Promise<Option | undefined> {
  const changed = new Map<string, number>();
  let [saved, left] = [0, 0];
  let isFelt = false;
  for (const { question, helpers } of harvests) {
    if (!helpers.some((helper) => helper.built === built)) continue;
    const before = state.costs.get(question.id) ?? 0;
    const plan = await costs.planOf(question, [...state.chosen, built]);
    const after = plan?.cost ?? before;
    left += leftOver(question, built);
    changed.set(question.id, after);
    saved += (before - after) * question.statement.calls;
    isFelt ||= isWorth(before, after, liesBeside(built) ? BESIDE : THRESHOLDS);
  }
  if (!isFelt) return undefined;
  const price = writePrice(
    built,
    harvests.map(({ question }) => question),
  );
  return { built, costs: changed, net: saved - price.cost, left };
}

/** A partial or covering index must be so much smaller, or save so much more, than a plain one: it serves fewer other queries. */
const SPECIAL = 1.25;
const LIKE_SHARE = 1.1;
/** A page or two that lie elsewhere, per call. */
const LIKE_PAGES = 4;

/** Of the options that leave the questions of the best one about as cheap, the smallest. */
function smallestLike(
  best: Option,
  options: readonly Option[],
  { harvests, state }: { readonly harvests: readonly Harvest[]; readonly state: State },
): Option {
  const concerned = harvests.filter(({ question }) => best.costs.has(question.id));
  const costWith = (option: Option): number =>
    concerned.reduce((sum, { question }) => {
      const cost = option.costs.get(question.id) ?? state.costs.get(question.id) ?? 0;
      return sum + cost * question.statement.calls;
    }, 0);
  const calls = concerned.reduce((sum, { question }) => sum + question.statement.calls, 0);
  const limit = costWith(best) * LIKE_SHARE + calls * LIKE_PAGES;
  const weight = ({ built }: Option): number =>
    built.pages *
    (built.candidate.predicate === null ? 1 : SPECIAL) *
    (built.candidate.include.length === 0 ? 1 : SPECIAL);
  const near = options.filter((option) => costWith(option) <= limit);
  // On the average customer that costs little, on the largest one all: what the index does itself is worth its size.
  const alike = near.filter(({ left }) => left === Math.min(...near.map((option) => option.left)));
  return alike.toSorted((a, b) => weight(a) - weight(b) || b.net - a.net)[0] ?? best;
}

/** The total without one of them may be no worse than with it: then it is not needed. */
async function withoutNeedless({ harvests, costs }: SelectInput, chosen: readonly Built[]): Promise<readonly Built[]> {
  let kept = chosen;
  for (const one of chosen.toReversed()) {
    const others = kept.filter((other) => other !== one);
    if (!(await isMissed({ harvests, costs }, one, { kept, others }))) kept = others;
  }
  return kept;
}

async function isMissed(
  { harvests, costs }: Pick<SelectInput, "harvests" | "costs">,
  one: Built,
  { kept, others }: { readonly kept: readonly Built[]; readonly others: readonly Built[] },
): Promise<boolean> {
  for (const { question, helpers } of harvests) {
    if (!helpers.some(({ built }) => built === one)) continue;
    const [with_, without] = [await costs.planOf(question, kept), await costs.planOf(question, others)];
    if (with_ !== undefined && without !== undefined && isWorth(without.cost, with_.cost)) return true;
  }
  return false;
}
