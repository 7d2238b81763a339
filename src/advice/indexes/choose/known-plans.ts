import type { Built, Plan } from "../shadow/index.ts";
import { beginsWith } from "../candidates/index.ts";

/** Plans by question and set of candidates, and those that follow from them without asking. */
export interface KnownPlans {
  find(question: string, on: readonly Built[]): Plan | undefined;
  keep(question: string, on: readonly Built[], plan: Plan): void;
  /** What the planner is expected to say, from all that it has said. Undefined where it has said nothing. */
  guess(question: string, on: readonly Built[]): number | undefined;
  /** What the plans went by so far, and at what cost. */
  ways(question: string): readonly Way[];
}

/** Candidates that one plan goes by, all of them. */
export interface Way {
  readonly used: readonly Built[];
  readonly plan: Plan;
}

interface Known extends Way {
  readonly on: ReadonlySet<Built>;
}

/**
 * A planner that takes the cheapest plan takes the same one again when what it did not use is taken away: a plan under more candidates
 * answers for every smaller set that still holds those it uses. Under more candidates nothing gets dearer, so a set that holds what a
 * cheap plan uses costs no more than that one, and no less than any larger set: where both are the same, that is the answer
 * (the idea of INUM, Papadomanolakis, Dash, Ailamaki: Efficient Use of the Query Optimizer for Automated Physical Design, VLDB 2007).
 *
 * @example
 * known.keep("q", [a, b, c], planByA);
 * known.find("q", [a, c]); // planByA
 */
export function knownPlans(): KnownPlans {
  /** The cheapest first. */
  const byQuestion = new Map<string, readonly Known[]>();
  const isLonger = longerOnes();
  const said = new Map<string, Plan>();
  const sayingOf = (question: string, on: readonly Built[]): string =>
    [question, ...on.map(({ names }) => names[0] ?? "").toSorted()].join("\n");
  return {
    find: (question, on) => {
      const saying = sayingOf(question, on);
      const plan = said.get(saying) ?? implied(byQuestion.get(question) ?? [], on);
      if (plan !== undefined) said.set(saying, plan);
      return plan;
    },
    keep: (question, on, plan) => {
      said.set(sayingOf(question, on), plan);
      const used = on.filter(({ names }) => plan.scans.some(({ index }) => index !== null && names.includes(index)));
      const one = { on: new Set(on), used, plan };
      byQuestion.set(question, withOne(byQuestion.get(question) ?? [], one));
    },
    guess: (question, on) => guessed(byQuestion.get(question) ?? [], on, isLonger),
    ways: (question) => byQuestion.get(question) ?? [],
  };
}

function withOne(known: readonly Known[], one: Known): readonly Known[] {
  const place = known.findIndex(({ plan }) => plan.cost > one.plan.cost);
  return place < 0 ? [...known, one] : known.toSpliced(place, 0, one);
}

function implied(known: readonly Known[], on: readonly Built[]): Plan | undefined {
  const wanted = new Set(on);
  const cheapest = known.find(({ used }) => used.every((one) => wanted.has(one)));
  return cheapest !== undefined && cheapest.plan.cost <= leastOf(known, wanted) ? cheapest.plan : undefined;
}

/** Under more than these it cost so much. */
const leastOf = (known: readonly Known[], wanted: ReadonlySet<Built>): number =>
  known.findLast(({ on }) => isWithin(wanted, on))?.plan.cost ?? 0;

function isWithin(some: ReadonlySet<Built>, all: ReadonlySet<Built>): boolean {
  if (some.size > all.size) return false;
  for (const one of some) if (!all.has(one)) return false;
  return true;
}

/** An index in the place of a shorter one that it begins with is about as good; asked about, it will be known. */
const LONGER = 1.01;

function guessed(
  known: readonly Known[],
  on: readonly Built[],
  isLonger: ReturnType<typeof longerOnes>,
): number | undefined {
  const wanted = new Set(on);
  let most = Infinity;
  for (const { used, plan } of known) {
    if (plan.cost >= most) break;
    most = Math.min(most, plan.cost * reach(used, wanted, isLonger));
  }
  return Number.isFinite(most) ? Math.max(most, leastOf(known, wanted)) : undefined;
}

/** By how much it is dearer to go by these, when only others are there; infinite where it cannot be. */
function reach(used: readonly Built[], wanted: ReadonlySet<Built>, isLonger: ReturnType<typeof longerOnes>): number {
  let factor = 1;
  for (const one of used) {
    if (wanted.has(one)) continue;
    if (!isReplaced(one, wanted, isLonger)) return Infinity;
    factor = LONGER;
  }
  return factor;
}

function isReplaced(one: Built, wanted: ReadonlySet<Built>, isLonger: ReturnType<typeof longerOnes>): boolean {
  for (const other of wanted) if (isLonger(other, one)) return true;
  return false;
}

/** Asked very often of the same two. */
function longerOnes(): (longer: Built, shorter: Built) => boolean {
  const known = new Map<Built, Map<Built, boolean>>();
  return (longer, shorter) => {
    const own = known.get(longer) ?? new Map<Built, boolean>();
    known.set(longer, own);
    const found = own.get(shorter) ?? beginsWith(longer.candidate, shorter.candidate);
    own.set(shorter, found);
    return found;
  };
}
