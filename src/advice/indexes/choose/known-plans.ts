import type { Built, Plan } from "../shadow/index.ts";

/** Plans by question and set of candidates, and those that follow from them without asking. */
export interface KnownPlans {
  find(question: string, on: readonly Built[]): Plan | undefined;
  keep(question: string, on: readonly Built[], plan: Plan): void;
}

interface Known {
  readonly on: ReadonlySet<string>;
  /** Of these only what the plan goes by. */
  readonly used: readonly string[];
  readonly plan: Plan;
}

/**
 * A planner that takes the cheapest plan takes the same one again when what it did not use is taken away: a plan under more candidates
 * answers for every smaller set that still holds those it uses. And where fewer cost as much as more, all between them do.
 *
 * @example
 * known.keep("q", [a, b, c], planByA);
 * known.find("q", [a, c]); // planByA
 */
export function knownPlans(): KnownPlans {
  const byQuestion = new Map<string, Known[]>();
  const said = new Map<string, Plan>();
  const sayingOf = (question: string, on: readonly Built[]): string =>
    [question, ...on.map(({ names }) => names[0] ?? "").toSorted()].join("\n");
  return {
    find: (question, on) => {
      const saying = sayingOf(question, on);
      const before = said.get(saying);
      if (before !== undefined) return before;
      const known = byQuestion.get(question) ?? [];
      const wanted = new Set(on.map(({ key }) => key));
      const wider = known.filter((one) => isWithin(wanted, one.on));
      const same = wider.find(({ used }) => used.every((key) => wanted.has(key)));
      const plan = (same ?? between(known, wider, wanted))?.plan;
      if (plan !== undefined) said.set(saying, plan);
      return plan;
    },
    keep: (question, on, plan) => {
      said.set(sayingOf(question, on), plan);
      const used = on.filter(({ names }) => plan.scans.some(({ index }) => index !== null && names.includes(index)));
      const one = { on: new Set(on.map(({ key }) => key)), used: used.map(({ key }) => key), plan };
      const known = byQuestion.get(question);
      if (known === undefined) byQuestion.set(question, [one]);
      else known.push(one);
    },
  };
}

const between = (known: readonly Known[], wider: readonly Known[], wanted: ReadonlySet<string>): Known | undefined => {
  const least = Math.max(...wider.map(({ plan }) => plan.cost));
  return known.find(({ on, plan }) => plan.cost <= least && isWithin(on, wanted));
};

const isWithin = (few: ReadonlySet<string>, many: ReadonlySet<string>): boolean =>
  few.size <= many.size && [...few].every((key) => many.has(key));
