import type { Candidate } from "../candidates/index.ts";
import { columnsOf, termKey } from "../query/index.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Costs } from "./costs.ts";
import type { Harvest } from "./harvest.ts";
import { writePrice } from "./price.ts";

/** What is weighed under a budget: candidates that help something, and what the workload costs with some of them. */
export interface Spending {
  readonly pool: readonly Built[];
  /** What each of the pool saves alone, less its writes: more than beside others, mostly. */
  readonly gainAlone: (built: Built) => number;
  /** With these, of all calls, and what their writes cost. */
  totalOf(chosen: readonly Built[]): Promise<number>;
  /** What one saves beside others, less its writes. */
  gainOf(built: Built, beside: readonly Built[]): Promise<number>;
  /** Whether both help one question, so that one of them changes what the other is worth. */
  readonly areRelated: (one: Built, other: Built) => boolean;
}

/** Each question is asked about only with candidates that were seen to help it. */
export function spendingOf(harvests: readonly Harvest[], costs: Costs): Spending {
  const questions = harvests.map(({ question }) => question);
  const helped = helpedBy(harvests);
  const price = (built: Built): number => writePrice(built, questions).cost;
  const gainAlone = (built: Built): number =>
    [...(helped.get(built)?.values() ?? [])].reduce((sum, saved) => sum + saved, -price(built));
  const costOf = async (question: WorkloadQuestion, chosen: readonly Built[]): Promise<number> => {
    const own = chosen.filter((one) => helped.get(one)?.has(question) === true);
    return ((await costs.planOf(question, own))?.cost ?? 0) * question.statement.calls;
  };
  return {
    pool: undominated([...helped.keys()], helped),
    gainAlone,
    totalOf: async (chosen) => {
      let total = chosen.reduce((sum, one) => sum + price(one), 0);
      for (const question of questions) total += await costOf(question, chosen);
      return total;
    },
    gainOf: async (built, beside) => {
      let gain = -price(built);
      for (const question of helped.get(built)?.keys() ?? [])
        gain += (await costOf(question, beside)) - (await costOf(question, [...beside, built]));
      return gain;
    },
    areRelated: (one, other) =>
      [...(helped.get(one)?.keys() ?? [])].some((question) => helped.get(other)?.has(question)),
  };
}

/** What each candidate saves of each question's calls. */
type Helped = ReadonlyMap<Built, ReadonlyMap<WorkloadQuestion, number>>;

function helpedBy(harvests: readonly Harvest[]): Helped {
  const helped = new Map<Built, Map<WorkloadQuestion, number>>();
  for (const { question, helpers } of harvests)
    for (const { built, saved } of helpers) {
      const own = helped.get(built) ?? new Map<WorkloadQuestion, number>();
      helped.set(built, own.set(question, Math.max(own.get(question) ?? 0, saved * question.statement.calls)));
    }
  return withLonger(helped);
}

/** An index helps where one helps that it begins with: nobody made it for that question, so nobody has asked. */
function withLonger(helped: Helped): Helped {
  const pool = [...helped.keys()];
  return new Map(
    pool.map((one) => {
      const shorter = pool.filter((other) => other !== one && beginsWith(one.candidate, other.candidate));
      return [one, new Map(shorter.concat(one).flatMap((other) => Array.from(helped.get(other) ?? [])))];
    }),
  );
}

function beginsWith(longer: Candidate, shorter: Candidate): boolean {
  if (longer.table !== shorter.table || longer.method !== shorter.method || longer.predicate !== shorter.predicate)
    return false;
  const held = new Set([...longer.include, ...longer.keys.flatMap(({ term }) => columnsOf(term))]);
  const isLed = shorter.keys.every((key, place) => {
    const own = longer.keys[place];
    return own !== undefined && termKey(own.term) === termKey(key.term) && own.descending === key.descending;
  });
  return isLed && shorter.include.every((name) => held.has(name));
}

/** Without those beside which a smaller one saves every question as much. */
function undominated(pool: readonly Built[], helped: Helped): readonly Built[] {
  const bySize = pool.toSorted((a, b) => a.pages - b.pages);
  const kept: Built[] = [];
  for (const one of bySize) if (!kept.some((smaller) => isDominated(one, smaller, helped))) kept.push(one);
  return kept;
}

const AS_MUCH = 0.995;

function isDominated(one: Built, smaller: Built, helped: Helped): boolean {
  if (one.candidate.table !== smaller.candidate.table) return false;
  const other = helped.get(smaller);
  return [...(helped.get(one) ?? [])].every(([question, saved]) => (other?.get(question) ?? 0) >= saved * AS_MUCH);
}
