import { relationKey } from "../../../catalog/index.ts";
import { beginsWith } from "../candidates/index.ts";
import { type Term, termKey } from "../query/index.ts";
import type { Built, Plan } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Costs } from "./costs.ts";
import { isWorth, SPENDING, usesIndex } from "./matter.ts";
import { pagePrice, sharedPages } from "./page-price.ts";

export interface ExploreInput {
  readonly questions: readonly WorkloadQuestion[];
  /** Those that fit the budget at all. */
  readonly built: readonly Built[];
  /** Candidates by the questions that they were made for. */
  readonly madeFor: ReadonlyMap<string, ReadonlySet<string>>;
  readonly costs: Costs;
  readonly mayReach: boolean;
  readonly budgetPages: number;
  /** What of a question's cost, for all its calls, is worth a question to the planner. */
  readonly least: number;
}

/**
 * Asks about a question with all its candidates beside those that are taken, then without those that the plan went by, until nothing is
 * left that helps. What is larger than one that serves the question as well is asked about only where it may serve others, too.
 */
export async function explore(input: ExploreInput, question: WorkloadQuestion, taken: readonly Built[]): Promise<void> {
  const now = (await input.costs.planOf(question, taken))?.cost;
  if (now === undefined || !counts(input, question, { now, after: 0 })) return;
  const all = openOf(input, question, taken);
  const asked = { question, taken, now, idle: new Set<string>() };
  if (taken.length > 0) return await exploreOpen(input, asked, all);
  // What a small budget can hold is the narrow ones, which wider ones hide.
  await exploreOpen(input, asked, all.filter(isNarrow));
  await exploreOpen(input, asked, all);
}

interface Step {
  readonly now: number;
  readonly after: number;
}

const counts = ({ least }: ExploreInput, { statement }: WorkloadQuestion, { now, after }: Step): boolean =>
  isWorth(now, after, SPENDING) && (now - after) * statement.calls > least;

interface Exploring {
  readonly question: WorkloadQuestion;
  readonly taken: readonly Built[];
  readonly now: number;
  /** First keys that only join, of indexes that did nothing alone. */
  readonly idle: Set<string>;
}

async function exploreOpen(input: ExploreInput, asked: Exploring, all: readonly Built[]): Promise<void> {
  const { question, taken, now } = asked;
  const price = pagePrice(input);
  let open = all;
  while (open.length > 0) {
    const plan = await input.costs.planOf(question, [...taken, ...open]);
    if (plan === undefined || !counts(input, question, { now, after: plan.cost })) break;
    const used = open.filter(({ names }) => plan.scans.some(({ index }) => index !== null && names.includes(index)));
    if (used.length === 0) break;
    // All that is open saves no more than this, and what cannot pay for its pages from it is not asked about.
    const saved = (now - plan.cost) * question.statement.calls;
    const pays = (one: Built): boolean => sharedPages(one, input.madeFor) * price <= saved;
    const alone = await serving(input, { ...asked, plan, used, pays });
    open = open.filter(
      (one) => !used.includes(one) && pays(one) && !alone.some((other) => isNeedless(input, one, other)),
    );
  }
}

const isNarrow = ({ candidate: { keys, include, predicate, method } }: Built): boolean =>
  method === "btree" && keys.length === 1 && include.length === 0 && predicate === null;

interface Used extends Exploring {
  readonly plan: Plan;
  readonly used: readonly Built[];
  readonly pays: (one: Built) => boolean;
}

/** Nearly all of what they save together. */
const MOST = 0.9;

/** Of those that a plan went by the ones that do nearly as much without the others. */
async function serving(
  { costs, mayReach }: ExploreInput,
  { question, taken, now, plan, used, pays, idle }: Used,
): Promise<readonly Built[]> {
  if (used.length === 1) return used.filter((one) => usesIndex(plan, one, mayReach));
  const found: Built[] = [];
  for (const one of used.filter(pays)) {
    const joined = onlyJoined(question, one);
    if (joined !== undefined && idle.has(joined)) continue;
    const expected = costs.guess(question, [...taken, one]) ?? now;
    // Where a shorter one was asked about, its answer will do.
    const own = expected < now * MOST ? expected : ((await costs.planOf(question, [...taken, one]))?.cost ?? now);
    if (now - own >= (now - plan.cost) * MOST) found.push(one);
    if (joined !== undefined && !isWorth(now, own, SPENDING)) idle.add(joined);
  }
  return found;
}

/**
 * Its first key where the question only joins by it: the index is searched once for each row of the other side, and pays alone where
 * these are few, whatever stands behind that key.
 */
function onlyJoined({ needs }: WorkloadQuestion, { candidate }: Built): string | undefined {
  const [first] = candidate.keys;
  if (first === undefined || candidate.method !== "btree") return undefined;
  const key = termKey(first.term);
  const own = needs.filter(({ table }) => table === candidate.table);
  const isIn = (terms: readonly Term[]): boolean => terms.some((term) => termKey(term) === key);
  const isCompared = own.some((need) => [need.equality, need.ranges, need.prefixes, need.inside].some(isIn));
  return own.some(({ joins }) => isIn(joins)) && !isCompared ? `${relationKey(candidate.table)} ${key}` : undefined;
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
