import { relationKey } from "../../../catalog/index.ts";
import { columnsOfCandidate } from "../candidates/index.ts";
import type { Built, IndexPlanner, Plan } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import { knownPlans, type Way } from "./known-plans.ts";

/** What questions cost under sets of candidates; only those that can matter to a question are switched for it. */
export interface Costs {
  planOf(question: WorkloadQuestion, on: readonly Built[]): Promise<Plan | undefined>;
  /** The words of a refusal without any candidate. */
  refusal(question: WorkloadQuestion): Promise<string | undefined>;
  /** What it is expected to cost, from what is known; nobody is asked. */
  guess(question: WorkloadQuestion, on: readonly Built[]): number | undefined;
  /** What plans of it went by so far. */
  ways(question: WorkloadQuestion): readonly Way[];
}

/** Costs by a shadow's planner, which is not asked for what follows from its answers. */
export function costsOf(planner: IndexPlanner): Costs {
  const known = knownPlans();
  const relevantOf = relevance();
  return {
    planOf: async (question, on) => {
      const relevant = on.filter((one) => relevantOf(question, one));
      const found = known.find(question.id, relevant);
      if (found !== undefined) return found;
      const answer = await planner.plan(question, relevant);
      if (!("plan" in answer)) return undefined;
      known.keep(question.id, relevant, answer.plan);
      return answer.plan;
    },
    refusal: async (question) => {
      const answer = await planner.plan(question, []);
      return "refused" in answer ? answer.refused : undefined;
    },
    guess: (question, on) =>
      known.guess(
        question.id,
        on.filter((one) => relevantOf(question, one)),
      ),
    ways: (question) => known.ways(question.id),
  };
}

/** Asked very often of the same. */
function relevance(): typeof isRelevant {
  const known = new Map<string, Map<string, boolean>>();
  return (question, one) => {
    const own = known.get(question.id) ?? new Map<string, boolean>();
    known.set(question.id, own);
    const found = own.get(one.key) ?? isRelevant(question, one);
    own.set(one.key, found);
    return found;
  };
}

/** Of its tables those indexes that hold a column that it names; what counts all rows of a table may read any of them. */
function isRelevant({ needs, sql }: WorkloadQuestion, { candidate }: Built): boolean {
  const table = relationKey(candidate.table);
  const own = needs.filter((need) => relationKey(need.table) === table);
  const held = columnsOfCandidate(candidate);
  return (
    own.some(({ columns }) => columns?.length === 0) || (own.length > 0 && held.some((name) => sql.includes(name)))
  );
}
