import { relationKey } from "../../../catalog/index.ts";
import type { Built, IndexPlanner, Plan } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";

/** What questions cost under sets of candidates; only those on a question's tables are switched for it. */
export interface Costs {
  planOf(question: WorkloadQuestion, on: readonly Built[]): Promise<Plan | undefined>;
  /** The words of a refusal without any candidate. */
  refusal(question: WorkloadQuestion): Promise<string | undefined>;
}

/** Costs by a shadow's planner. */
export function costsOf(planner: IndexPlanner): Costs {
  const relevant = (question: WorkloadQuestion, on: readonly Built[]): readonly Built[] =>
    on.filter(({ candidate }) => question.tables.has(relationKey(candidate.table)));
  return {
    planOf: async (question, on) => {
      const answer = await planner.plan(question, relevant(question, on));
      return "plan" in answer ? answer.plan : undefined;
    },
    refusal: async (question) => {
      const answer = await planner.plan(question, []);
      return "refused" in answer ? answer.refused : undefined;
    },
  };
}
