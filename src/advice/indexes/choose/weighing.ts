import { beginsWith } from "../candidates/index.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Costs } from "./costs.ts";
import { writePrice } from "./price.ts";

/** What is weighed under a budget, by what plans are known: no planner is asked. */
export interface Weighing {
  readonly budgetPages: number;
  /** What a change must take from the whole workload's cost. */
  readonly least: number;
  /** Candidates that some plan went by: each alone, those of one plan together, and a longer one in a shorter one's place. */
  readonly changes: readonly Change[];
  /** Whose costs these may change. */
  readonly concerned: (some: readonly Built[]) => ReadonlySet<WorkloadQuestion>;
  /** With these, of all calls, and what their writes cost. */
  readonly totalOf: (chosen: readonly Built[]) => number;
  /** What the workload saves by a change, less its writes. */
  readonly gainOf: (change: Omit<Change, "questions"> & Partial<Change>, chosen: readonly Built[]) => number;
}

export interface Change {
  readonly add: readonly Built[];
  readonly drop: readonly Built[];
  /** Whose costs it may change. */
  readonly questions: ReadonlySet<WorkloadQuestion>;
}

export interface WeighingInput {
  readonly questions: readonly WorkloadQuestion[];
  readonly costs: Costs;
  readonly budgetPages: number;
  readonly least: number;
}

export const pagesOf = (some: readonly Built[]): number => some.reduce((sum, { pages }) => sum + pages, 0);

/** Made anew when more plans are known. */
export function weighingOf({ questions, costs, budgetPages, least }: WeighingInput): Weighing {
  const units = unitsOf(questions, costs, budgetPages);
  const pool = [...new Set(units.flat())];
  const helped = helpedBy(questions, costs, pool);
  const prices = new Map(pool.map((built) => [built, writePrice(built, questions).cost]));
  const priceOf = (some: readonly Built[]): number => some.reduce((sum, built) => sum + (prices.get(built) ?? 0), 0);
  const costOf = remembered(costs, helped);
  const before = ofSameChoice(costOf);
  const concerned = (some: readonly Built[]): ReadonlySet<WorkloadQuestion> =>
    new Set(some.flatMap((one) => [...(helped.get(one) ?? [])]));
  const widened = pool.flatMap((one) =>
    pool.filter((other) => beginsWith(other.candidate, one.candidate)).map((other) => ({ add: [other], drop: [one] })),
  );
  return {
    budgetPages,
    least,
    concerned,
    changes: [...units.map((add) => ({ add, drop: [] })), ...widened].map(({ add, drop }) => ({
      add,
      drop,
      questions: concerned([...add, ...drop]),
    })),
    totalOf: (chosen) => questions.reduce((sum, question) => sum + costOf(question, chosen), 0) + priceOf(chosen),
    gainOf: ({ add, drop, questions: own = concerned([...add, ...drop]) }, chosen) => {
      const after = [...chosen.filter((one) => !drop.includes(one) && !add.includes(one)), ...add];
      let gain = priceOf(drop) - priceOf(add);
      for (const question of own) gain += before(question, chosen) - costOf(question, after);
      return gain;
    },
  };
}

/** More than these in one step are rarely missed. */
const MOST_TOGETHER = 3;

/** Each candidate alone, and those that one plan goes by. */
function unitsOf(
  questions: readonly WorkloadQuestion[],
  costs: Costs,
  budgetPages: number,
): readonly (readonly Built[])[] {
  const used = questions.flatMap((question) => costs.ways(question).map((way) => way.used));
  const units = [
    ...used.flat().map((one) => [one]),
    ...used.filter(({ length }) => length > 1 && length <= MOST_TOGETHER),
  ];
  const named = units.map(
    (unit) =>
      [
        unit
          .map(({ key }) => key)
          .toSorted()
          .join("\n"),
        unit,
      ] as const,
  );
  return [...new Map(named).values()].filter((unit) => pagesOf(unit) <= budgetPages);
}

type Helped = ReadonlyMap<Built, ReadonlySet<WorkloadQuestion>>;

/** An index may help where a plan went by it, or by one that it begins with. */
function helpedBy(questions: readonly WorkloadQuestion[], costs: Costs, pool: readonly Built[]): Helped {
  const helped = new Map(pool.map((one) => [one, new Set<WorkloadQuestion>()]));
  for (const question of questions) {
    const used = new Set(costs.ways(question).flatMap((way) => way.used));
    for (const [one, own] of helped)
      if (used.has(one) || [...used].some((other) => beginsWith(one.candidate, other.candidate))) own.add(question);
  }
  return helped;
}

/** Only of those that may help a question, and each set once. */
function remembered(costs: Costs, helped: Helped): CostOf {
  const known = new Map<WorkloadQuestion, Remembered>();
  return (question, chosen) => {
    const own = known.get(question) ?? { places: placesFor(helped, question), costs: new Map<Name, number>() };
    known.set(question, own);
    const name = nameOf(own.places, chosen);
    const cost =
      own.costs.get(name) ??
      guessOf(
        costs,
        question,
        chosen.filter((one) => own.places.has(one)),
      );
    own.costs.set(name, cost);
    return cost;
  };
}

const guessOf = (costs: Costs, question: WorkloadQuestion, chosen: readonly Built[]): number =>
  (costs.guess(question, chosen) ?? 0) * question.statement.calls;

/** One change after another is compared with the same choice. */
function ofSameChoice(costOf: CostOf): CostOf {
  let last: readonly Built[] | undefined;
  const known = new Map<WorkloadQuestion, number>();
  return (question, chosen) => {
    if (last !== chosen) known.clear();
    last = chosen;
    const cost = known.get(question) ?? costOf(question, chosen);
    known.set(question, cost);
    return cost;
  };
}

type CostOf = (question: WorkloadQuestion, chosen: readonly Built[]) => number;
type Name = number | string;

interface Remembered {
  readonly places: ReadonlyMap<Built, number>;
  readonly costs: Map<Name, number>;
}

const placesFor = (helped: Helped, question: WorkloadQuestion): ReadonlyMap<Built, number> =>
  new Map([...helped].filter(([, questions]) => questions.has(question)).map(([one], place) => [one, place]));

/** Bits that a number holds exactly. */
const BITS = 50;

/** One name per set, whatever its order: a number of bits, and more of them where there are many. This is asked very often. */
function nameOf(places: ReadonlyMap<Built, number>, chosen: readonly Built[]): Name {
  let first = 0;
  const more: number[] = [];
  for (const one of chosen) {
    const place = places.get(one);
    if (place === undefined) continue;
    const [number, bit] = [Math.floor(place / BITS), 2 ** (place % BITS)];
    if (number === 0) first += bit;
    else more[number] = (more[number] ?? 0) + bit;
  }
  return more.length === 0 ? first : [first, ...more].join(" ");
}
