import { relationKey } from "../../../catalog/index.ts";
import { beginsWith } from "../candidates/index.ts";
import type { Built, Plan } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Costs } from "./costs.ts";
import { isWorth, SPENDING, usesIndex } from "./matter.ts";

export interface ExploreInput {
  readonly questions: readonly WorkloadQuestion[];
  /** Those that fit the budget at all. */
  readonly built: readonly Built[];
  /** Candidates by the questions that they were made for. */
  readonly madeFor: ReadonlyMap<string, ReadonlySet<string>>;
  readonly costs: Costs;
  readonly mayReach: boolean;
  /** What of a question's cost, for all its calls, is worth a question to the planner. */
  readonly least: number;
}

/**
 * Asks about a question with all its candidates beside those that are taken, then without those that the plan went by, until nothing is
 * left that helps. What is larger than one that serves the question as well is asked about only where it may serve others, too.
 */
export async function explore(input: ExploreInput, question: WorkloadQuestion, taken: readonly Built[]): Promise<void> {
  const { costs, least } = input;
  const now = (await costs.planOf(question, taken))?.cost;
  const counts = (after: number): boolean =>
    now !== undefined && isWorth(now, after, SPENDING) && (now - after) * question.statement.calls > least;
  const all = now !== undefined && counts(0) ? openOf(input, question, taken) : [];
  // What a small budget can hold is the narrow ones, which wider ones hide.
  for (let open of taken.length === 0 ? [all.filter(isNarrow), all] : [all])
    while (open.length > 0) {
      const plan = await costs.planOf(question, [...taken, ...open]);
      if (plan === undefined || !counts(plan.cost)) break;
      const used = open.filter(({ names }) => plan.scans.some(({ index }) => index !== null && names.includes(index)));
      if (used.length === 0) break;
      const alone = await serving(input, { question, taken, plan, used });
      open = open.filter((one) => !used.includes(one) && !alone.some((other) => isNeedless(input, one, other)));
    }
}

const isNarrow = ({ candidate: { keys, include, predicate, method } }: Built): boolean =>
  method === "btree" && keys.length === 1 && include.length === 0 && predicate === null;

interface Used {
  readonly question: WorkloadQuestion;
  readonly taken: readonly Built[];
  readonly plan: Plan;
  readonly used: readonly Built[];
}

/** Nearly all of what they save together. */
const MOST = 0.9;

/** Of those that a plan went by the ones that do nearly as much without the others. */
async function serving(
  { costs, mayReach }: ExploreInput,
  { question, taken, plan, used }: Used,
): Promise<readonly Built[]> {
  if (used.length === 1) return used.filter((one) => usesIndex(plan, one, mayReach));
  const now = (await costs.planOf(question, taken))?.cost ?? 0;
  const found: Built[] = [];
  for (const one of used) {
    const expected = costs.guess(question, [...taken, one]) ?? now;
    // Where a shorter one was asked about, its answer will do.
    const own = expected < now * MOST ? expected : (await costs.planOf(question, [...taken, one]))?.cost;
    if (own !== undefined && now - own >= (now - plan.cost) * MOST) found.push(one);
  }
  return found;
}

/** Beside one that serves the question a larger one is none for it; where it serves others as well, it may still be the one to take. */
function isNeedless({ madeFor }: ExploreInput, one: Built, other: Built): boolean {
  if (one.candidate.table !== other.candidate.table || one.pages < other.pages) return false;
  return madeFor.get(one.key)?.size === 1 || beginsWith(one.candidate, other.candidate);
}

function openOf(
  { built, madeFor }: ExploreInput,
  question: WorkloadQuestion,
  taken: readonly Built[],
): readonly Built[] {
  return built.filter(
    (one) =>
      madeFor.get(one.key)?.has(question.id) === true &&
      !taken.includes(one) &&
      question.tables.has(relationKey(one.candidate.table)),
  );
}
