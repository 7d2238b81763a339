import type { CharacterSet, PatternTree } from "./tree.ts";

/** Position → in how many ways one comes there. */
type Ways = ReadonlyMap<number, number>;

/**
 * The positions of a pattern (Glushkov's automaton), each a set of characters, and from each the positions that may come
 * next. Ways are counted: `(a*)*` reaches the same position by two loops, and a backtracking engine tries both.
 */
export interface Automaton {
  readonly sets: readonly CharacterSet[];
  readonly follow: readonly Map<number, number>[];
  readonly first: Ways;
  readonly last: Ways;
  /** Ways to match nothing at all. */
  readonly empty: number;
}

interface Part {
  readonly first: Ways;
  readonly last: Ways;
  readonly empty: number;
}

interface Building {
  readonly sets: CharacterSet[];
  readonly follow: Map<number, number>[];
}

const MOST_POSITIONS = 300;
/** Optional repetitions above this count as a loop, which costs no less. */
const MOST_COPIES = 8;
const NONE: Ways = new Map();
const EMPTY: Part = { first: NONE, last: NONE, empty: 1 };

/** Undefined for a pattern that is too large to be looked at. */
export function automatonOf(tree: PatternTree): Automaton | undefined {
  const building: Building = { sets: [], follow: [] };
  const part = build(building, tree);
  return building.sets.length > MOST_POSITIONS ? undefined : { ...building, ...part };
}

function build(building: Building, tree: PatternTree): Part {
  if (building.sets.length > MOST_POSITIONS) return EMPTY;
  switch (tree.kind) {
    case "characters":
      return position(building, tree.set);
    case "sequence":
      return tree.parts.reduce((before, part) => joined(building, before, build(building, part)), EMPTY);
    case "choice":
      return tree.branches.map((branch) => build(building, branch)).reduce(either);
    case "repeat":
      return repetition(building, tree);
  }
}

function position({ sets, follow }: Building, set: CharacterSet): Part {
  const ways = new Map([[sets.length, 1]]);
  sets.push(set);
  follow.push(new Map());
  return { first: ways, last: ways, empty: 0 };
}

function repetition(building: Building, tree: PatternTree & { readonly kind: "repeat" }): Part {
  const { body, least, most } = tree;
  const copy = (): Part => build(building, body);
  const copies = Math.min(least, MOST_POSITIONS + 1);
  if (most - least > MOST_COPIES) {
    const fixed = times(building, Math.max(0, copies - 1), copy);
    const loop = looped(building, copy());
    return joined(building, fixed, least === 0 ? optional(loop) : loop);
  }
  let rest = EMPTY;
  for (let count = least; count < most; count += 1) rest = optional(joined(building, copy(), rest));
  return joined(building, times(building, copies, copy), rest);
}

function times(building: Building, count: number, copy: () => Part): Part {
  let all = EMPTY;
  for (let made = 0; made < count && building.sets.length <= MOST_POSITIONS; made += 1)
    all = joined(building, all, copy());
  return all;
}

function joined(building: Building, before: Part, after: Part): Part {
  link(building, before.last, after.first);
  return {
    first: sum(before.first, scaled(after.first, before.empty)),
    last: sum(after.last, scaled(before.last, after.empty)),
    empty: before.empty * after.empty,
  };
}

const either = (a: Part, b: Part): Part => ({
  first: sum(a.first, b.first),
  last: sum(a.last, b.last),
  empty: a.empty + b.empty,
});

const optional = (part: Part): Part => ({ ...part, empty: part.empty + 1 });

function looped(building: Building, part: Part): Part {
  link(building, part.last, part.first);
  return part;
}

function link({ follow }: Building, from: Ways, to: Ways): void {
  for (const [source, leaving] of from)
    for (const [target, entering] of to) {
      const known = follow[source];
      known?.set(target, (known.get(target) ?? 0) + leaving * entering);
    }
}

function scaled(ways: Ways, factor: number): Ways {
  if (factor === 1) return ways;
  return factor === 0 ? NONE : new Map([...ways].map(([at, count]) => [at, count * factor]));
}

function sum(a: Ways, b: Ways): Ways {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  const all = new Map(a);
  for (const [at, count] of b) all.set(at, (all.get(at) ?? 0) + count);
  return all;
}
