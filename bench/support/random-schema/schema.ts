// Random schemas as lists of statements, and mutations of them; the same for the same seed.
import type { Draft, Item, Made, Maker } from "./item.ts";
import { columnMakers } from "./makers/columns.ts";
import { extraMakers } from "./makers/extras.ts";
import { keyMakers } from "./makers/keys.ts";
import { routineMakers } from "./makers/routines.ts";
import { tableMakers } from "./makers/tables.ts";
import { typeMakers } from "./makers/types.ts";
import { viewMakers } from "./makers/views.ts";
import { bareName, lastPart, schemaName } from "./names.ts";
import { type Random, randomFrom } from "./random.ts";

const MAKERS: readonly Maker[] = [
  ...typeMakers,
  ...routineMakers,
  ...tableMakers,
  ...columnMakers,
  ...keyMakers,
  ...viewMakers,
  ...extraMakers,
];
const LOTS: readonly Maker[] = MAKERS.flatMap((maker) => Array.from({ length: maker.weight }, () => maker));
const MUTATIONS = 8;

export interface SchemaPair {
  readonly old: readonly Item[];
  readonly next: readonly Item[];
  /** `mutated 3`, `independent`. */
  readonly kind: string;
}

/** Two schemas: one and what up to eight steps make of it, or two that know nothing of each other but the names. */
export function pairFrom(seed: number): SchemaPair {
  const random = randomFrom(seed);
  const old = schemaFrom(random);
  if (random.chance(0.1)) return { old, next: schemaFrom(random), kind: "independent" };
  const steps = 1 + random.below(MUTATIONS);
  let next = old;
  for (let step = 0; step < steps; step += 1) next = mutated(random, next);
  return { old, next, kind: `mutated ${steps}` };
}

function schemaFrom(random: Random): readonly Item[] {
  const size = 12 + random.below(50);
  const makers = Array.from({ length: size }, () => random.pick(LOTS)).toSorted((a, b) => a.rank - b.rank);
  let items: readonly Item[] = [];
  for (const maker of makers) items = added(random, items, maker);
  return items;
}

function added(random: Random, items: readonly Item[], maker: Maker): readonly Item[] {
  const made = maker.make(draftOf(random, items, undefined));
  if (made === undefined) return items;
  const item = itemOf(maker, made);
  return items.some(({ key }) => key === item.key) ? items : [...items, item];
}

function itemOf(maker: Maker, made: Made): Item {
  return { ...made, maker: maker.name, key: made.key ?? `${maker.name}:${made.name}`, rank: made.rank ?? maker.rank };
}

function draftOf(random: Random, items: readonly Item[], slot: Item | undefined): Draft {
  return {
    random,
    items,
    slot,
    named: (stem) => slot?.name ?? `${schemaName(random)}.${bareName(random, stem)}`,
    bare: (stem) => (slot === undefined ? bareName(random, stem) : lastPart(slot.name)),
  };
}

function mutated(random: Random, items: readonly Item[]): readonly Item[] {
  const what = random.below(10);
  if (items.length === 0 || what < 3) return added(random, items, random.pick(LOTS));
  const chosen = random.pick(items);
  if (what < 6) return items.filter((item) => item !== chosen);
  const maker = MAKERS.find(({ name }) => name === chosen.maker);
  const made = maker?.make(draftOf(random, items, chosen));
  if (maker === undefined || made === undefined) return items;
  const fresh = { ...itemOf(maker, made), key: chosen.key };
  return items.map((item) => (item === chosen ? fresh : item));
}
