import { type Catalog, lookupOf } from "../../catalog/index.ts";
import { groupBy } from "../../kit/index.ts";
import { keepingOf } from "../keeping.ts";
import { type Parser, tablesByName } from "../statements/index.ts";
import { assemble } from "./assemble.ts";
import { type Candidate, candidateKey, candidatesFor, popularityOf } from "./candidates/index.ts";
import { chooseInRounds, type Costs, costsOf, redundantIndexes, whyNot } from "./choose/index.ts";
import { notSuggested } from "./not-suggested.ts";
import type { IndexAdvice } from "./report.ts";
import { type IndexPlanner, indexPlanner, type ShadowGround } from "./shadow/index.ts";
import {
  questionsOf,
  type Questions,
  type WorkloadQuestion,
  type WorkloadStatement,
  withTypicalRange,
} from "./workload/index.ts";

export interface IndexAdviceInput {
  readonly catalog: Catalog;
  readonly workload: readonly WorkloadStatement[];
  readonly parser: Parser;
  readonly ground: ShadowGround;
  /** Extensions of the target. */
  readonly extensions: ReadonlySet<string>;
  /** Of all new indexes together; null is no limit. */
  readonly budgetBytes: number | null;
  /** Statements are told with their constants; without it no value of theirs is told. */
  readonly showValues?: boolean;
  /** Told before each part of the work, with how far it is. */
  readonly observe: (part: "candidates" | "plans" | "choice", done: number, all: number) => void;
}

/**
 * The indexes that a workload should have: candidates from its parsed statements, built without rows at their sizes in the shadow, each
 * asked about with the target's statistics, chosen by what they save less what they cost, and told with the queries that they help.
 * No value of a row is read or told.
 *
 * @example
 * const { suggestions } = await adviseIndexes({ catalog, workload, parser, ground, extensions, budgetBytes: null, observe });
 * suggestions[0]?.up; // ["CREATE INDEX CONCURRENTLY idx_orders_user_id ON public.orders (user_id);"]
 */
export async function adviseIndexes(input: IndexAdviceInput): Promise<IndexAdvice> {
  const { catalog, ground, parser } = input;
  const tables = tablesByName(catalog.tables);
  const asked = questionsOf(input.workload, tables, parser);
  await using planner = indexPlanner(ground);
  const costs = costsOf(planner);
  const { questions, refused } = await plannable(asked.questions, costs, {
    tables,
    statistics: ground.statistics,
  });
  const { candidates, madeFor } = candidatesOf(input, questions);
  input.observe("candidates", 0, candidates.length);
  const builds = await planner.build(candidates);
  const mayReach = mayReachOf(ground);
  const { harvests, chosen } = await chooseInRounds({
    questions,
    built: builds.built,
    madeFor,
    costs,
    mayReach,
    budgetBytes: input.budgetBytes,
    observe: (done) => input.observe("plans", done, questions.length),
  });
  input.observe("choice", 0, 0);
  const redundant = await redundantOf(input, { planner, questions, chosen });
  const reasons = whyNot({ harvests, chosen, builds, budgetBytes: input.budgetBytes, extensions: input.extensions });
  const telling = tellingOf(input);
  return {
    ...countsOf({ asked, questions, candidates, planner }),
    suggestions: await assemble({ catalog, chosen, harvests, redundant, costs, mayReach, ...telling }),
    whyNot: reasons.map((one) => notSuggested(one, telling.textOf)),
    unplanned: [...asked.unplanned, ...refused].map((one) => unplannedOf(one, telling.textOf)),
  };
}

/** Statements and plans as they may be shown. */
function tellingOf({ parser, showValues = false }: IndexAdviceInput) {
  const textOf = (text: string): string => (showValues ? text : (parser.normalize(text) ?? "(text withheld)"));
  return { showValues, textOf };
}

const unplannedOf = (
  { statement, reason }: Questions["unplanned"][number],
  textOf: (text: string) => string,
): IndexAdvice["unplanned"][number] => ({ text: textOf(statement.text), origin: statement.origin, reason });

const SKIP_SCANS_FROM = 180_000;

/** A planner of 18 may reach into an index behind its first key; a target before 18 cannot. */
const mayReachOf = ({ runner, statistics }: ShadowGround): boolean =>
  runner.serverVersion < SKIP_SCANS_FROM || statistics.serverVersion >= SKIP_SCANS_FROM;

interface Plannable {
  readonly questions: readonly WorkloadQuestion[];
  readonly refused: Questions["unplanned"];
}

/**
 * Each is asked about once without any candidate: what the shadow refuses then is named with its words. Where a range by parameters leads
 * the planner far astray, one that fits what was seen is asked about in its place.
 */
async function plannable(
  questions: readonly WorkloadQuestion[],
  costs: Costs,
  ground: Parameters<typeof withTypicalRange>[2],
): Promise<Plannable> {
  const kept: WorkloadQuestion[] = [];
  const refused: Questions["unplanned"][number][] = [];
  for (const question of questions) {
    const reason = await costs.refusal(question);
    const plan = await costs.planOf(question, []);
    if (reason !== undefined || plan === undefined) {
      refused.push({ statement: question.statement, reason: reason ?? "the planner gave no plan" });
      continue;
    }
    const typical = withTypicalRange(question, plan, ground);
    const isPlanned = typical !== undefined && (await costs.planOf(typical, [])) !== undefined;
    kept.push(isPlanned ? typical : question);
  }
  return { questions: kept, refused };
}

interface Made {
  readonly candidates: readonly Candidate[];
  /** Questions by the candidates that may serve them. */
  readonly madeFor: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Candidates of all questions; one made for a statement is asked about for every statement that could go by its first key. */
function candidatesOf({ catalog, extensions }: IndexAdviceInput, questions: readonly WorkloadQuestion[]): Made {
  const lookup = lookupOf(catalog);
  const popularity = popularityOf(questions.flatMap(({ needs }) => needs));
  const ground = { extensions, popularity, rows: (table: Candidate["table"]) => lookup.rows(table) ?? 0 };
  const made = questions.flatMap((question) =>
    question.needs.flatMap((need) => candidatesFor(need, ground).map((candidate) => ({ candidate, id: question.id }))),
  );
  const byKey = groupBy(made, ({ candidate }) => candidateKey(candidate));
  return {
    candidates: [...byKey.values()].flatMap(([first]) => first?.candidate ?? []),
    madeFor: new Map([...byKey].map(([key, some]) => [key, new Set(some.map(({ id }) => id))])),
  };
}

interface Chosen {
  readonly planner: IndexPlanner;
  readonly questions: readonly WorkloadQuestion[];
  readonly chosen: Parameters<typeof redundantIndexes>[0]["chosen"];
}

async function redundantOf(
  { catalog, ground }: IndexAdviceInput,
  { planner, questions, chosen }: Chosen,
): ReturnType<typeof redundantIndexes> {
  const cost = async (question: WorkloadQuestion): Promise<number | undefined> => {
    const answer = await planner.again(question, chosen);
    return "plan" in answer ? answer.plan.cost : undefined;
  };
  return await redundantIndexes({ chosen, questions, keeping: keepingOf(catalog), warden: ground.warden, cost });
}

interface Counted {
  readonly asked: Questions;
  readonly questions: readonly WorkloadQuestion[];
  readonly candidates: readonly Candidate[];
  readonly planner: IndexPlanner;
}

function countsOf({ asked, questions, candidates, planner }: Counted) {
  return {
    statements: asked.questions.length + asked.unplanned.length,
    planned: questions.length,
    assumedLimits: assumedOf(questions, "limit"),
    assumedRanges: assumedOf(questions, "range"),
    candidates: candidates.length,
    plannerCalls: planner.calls(),
  };
}

const assumedOf = (questions: readonly WorkloadQuestion[], wanted: "limit" | "range"): number =>
  questions.filter(({ assumed }) => assumed.some(({ clause }) => clause === wanted)).length;
