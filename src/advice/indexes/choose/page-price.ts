import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Costs } from "./costs.ts";

export interface PageMarket {
  readonly questions: readonly WorkloadQuestion[];
  readonly costs: Pick<Costs, "ways">;
  readonly budgetPages: number;
  /** Candidates by the questions that they were made for. */
  readonly madeFor: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Known plans are not all plans: what is at most twice as dear may still enter. */
const CAUTION = 0.5;

/**
 * What a page of the budget has to save, in the planner's units, by what is known so far; 0 while there is room for all of it. Each
 * question's ways make a ladder, which saves less per page with every step; the steps of all ladders are taken, the steepest first, until
 * the budget is full (the linear relaxation of the multiple-choice knapsack: Sinha, Zoltners, Operations Research 27, 1979). Questions
 * that an index was made for share its pages.
 */
export function pagePrice({ questions, budgetPages, ...market }: PageMarket): number {
  const steps = questions.flatMap((question) => stepsOf(question, market));
  let pages = 0;
  for (const step of steps.toSorted((a, b) => b.saved / b.pages - a.saved / a.pages)) {
    pages += step.pages;
    if (pages > budgetPages) return (step.saved / step.pages) * CAUTION;
  }
  return 0;
}

/** Pages that one of its questions has to pay for. */
export const sharedPages = ({ pages, key }: Built, madeFor: PageMarket["madeFor"]): number =>
  pages / Math.max(1, madeFor.get(key)?.size ?? 1);

interface Step {
  readonly pages: number;
  readonly saved: number;
}

/** From no index upward always to the way that saves most per page more. */
function stepsOf(
  question: WorkloadQuestion,
  { costs, madeFor }: Pick<PageMarket, "costs" | "madeFor">,
): readonly Step[] {
  const ways = costs.ways(question);
  const { calls } = question.statement;
  const base = Math.max(0, ...ways.map(({ plan }) => plan.cost)) * calls;
  const points = ways.map(({ used, plan }) => ({
    pages: used.reduce((sum, one) => sum + sharedPages(one, madeFor), 0),
    saved: base - plan.cost * calls,
  }));
  const steps: Step[] = [];
  let at: Step = { pages: 0, saved: 0 };
  for (;;) {
    const next = steepest(points, at);
    if (next === undefined) return steps;
    steps.push({ pages: next.pages - at.pages, saved: next.saved - at.saved });
    at = next;
  }
}

function steepest(points: readonly Step[], at: Step): Step | undefined {
  const slope = ({ pages, saved }: Step): number => (saved - at.saved) / (pages - at.pages);
  const above = points.filter(({ pages, saved }) => pages > at.pages && saved > at.saved);
  return above.reduce<Step | undefined>(
    (best, one) => (best === undefined || slope(one) > slope(best) ? one : best),
    undefined,
  );
}
