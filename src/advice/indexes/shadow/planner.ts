import { askPlan, type Answer } from "./ask.ts";
import { type Built, buildAll, type Builds, dropAll, switchTo } from "./build.ts";
import type { ShadowGround } from "./ground.ts";
import type { Candidate } from "../candidates/index.ts";

/** A statement that is planned under one set of candidates after another. */
export interface Question {
  readonly id: string;
  readonly sql: string;
  readonly parameters: number;
}

/** The shadow's planner: what statements would cost if indexes were there. Disposal takes its candidates out of the shadow. */
export interface IndexPlanner extends AsyncDisposable {
  /** Builds candidates; those that the server refuses are told with its words. Called once. */
  build(candidates: readonly Candidate[]): Promise<Builds>;
  /** The plan when of all candidates only those with these keys exist. Asked once each. */
  plan(question: Question, on: readonly Built[]): Promise<Answer>;
  /** The same, asked anew: something else in the shadow was switched. */
  again(question: Question, on: readonly Built[]): Promise<Answer>;
  /** How often the planner was asked. */
  readonly calls: () => number;
}

/**
 * @example
 * const planner = indexPlanner(ground);
 * const { built } = await planner.build(candidates);
 * await planner.plan(question, built.slice(0, 1));
 */
export function indexPlanner(ground: ShadowGround): IndexPlanner {
  const answers = new Map<string, Answer>();
  let all: readonly Built[] = [];
  let current = "";
  let calls = 0;
  const use = async (on: readonly Built[]): Promise<void> => {
    const wanted = namesOf(on);
    if (wanted === current) return;
    await switchTo(ground.warden, all, new Set(on.map(({ key }) => key)));
    current = wanted;
  };
  const ask = async (question: Question, on: readonly Built[]): Promise<Answer> => {
    await use(on);
    calls += 1;
    return await askPlan(ground.runner, question);
  };
  return {
    build: async (candidates) => {
      const builds = await buildAll(ground, candidates, "backwright_candidate");
      all = builds.built;
      return builds;
    },
    again: ask,
    plan: async (question, on) => {
      const key = `${question.id} ${namesOf(on)}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = await ask(question, on);
      answers.set(key, answer);
      return answer;
    },
    calls: () => calls,
    [Symbol.asyncDispose]: () => dropAll(ground, all),
  };
}

const namesOf = (on: readonly Built[]): string =>
  on
    .map(({ names }) => names[0] ?? "")
    .toSorted()
    .join(" ");
