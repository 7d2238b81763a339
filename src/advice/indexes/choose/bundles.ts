import { relationKey } from "../../../catalog/index.ts";
import { termKey } from "../query/index.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Harvest, HarvestInput } from "./harvest.ts";
import { isWorth, usesIndex } from "./matter.ts";
import { writePrice } from "./price.ts";

/** Indexes that help only together: the sides of an OR, each with its own. */
export interface Bundles {
  readonly taken: readonly Built[];
  readonly harvests: readonly Harvest[];
}

/** Takes the single-column indexes of an OR's sides where all of them together pay and none does alone. */
export async function takeBundles(input: HarvestInput, harvests: readonly Harvest[]): Promise<Bundles> {
  const taken: Built[] = [];
  const seen: Harvest[] = [];
  for (const one of harvests) {
    const bundle = one.helpers.length > 0 ? [] : bundleOf(input.built, one.question);
    const cost = await worthOf(input, one, bundle);
    seen.push(
      cost === undefined ? one : { ...one, helpers: bundle.map((built) => ({ built, cost, saved: one.base - cost })) },
    );
    if (cost !== undefined) taken.push(...bundle.filter((built) => !taken.includes(built)));
  }
  return { taken, harvests: seen };
}

function bundleOf(built: readonly Built[], { needs }: WorkloadQuestion): readonly Built[] {
  const sides = needs.flatMap(({ table, alternatives }) =>
    alternatives.map(({ term }) => ({ table: relationKey(table), term: termKey(term) })),
  );
  const plain = built.filter(({ candidate }) => candidate.keys.length === 1 && candidate.predicate === null);
  const found = sides.flatMap(({ table, term }) =>
    plain.filter(({ candidate: { table: own, keys, include, method } }) => {
      const isSide = relationKey(own) === table && keys.some((key) => termKey(key.term) === term);
      return isSide && include.length === 0 && method === "btree";
    }),
  );
  return sides.length > 1 ? [...new Set(found)] : [];
}

async function worthOf(
  { costs, mayReach, questions, thresholds }: HarvestInput,
  { question, base }: Harvest,
  bundle: readonly Built[],
): Promise<number | undefined> {
  if (bundle.length < 2) return undefined;
  const plan = await costs.planOf(question, bundle);
  if (plan === undefined || !isWorth(base, plan.cost, thresholds)) return undefined;
  if (!bundle.every((one) => usesIndex(plan, one, mayReach))) return undefined;
  const price = bundle.reduce((sum, one) => sum + writePrice(one, questions).cost, 0);
  return (base - plan.cost) * question.statement.calls > price ? plan.cost : undefined;
}
