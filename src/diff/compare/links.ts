import type { ObjectId } from "../../catalog/schema/index.ts";

/** From ids to ids, in the order in which that was said. */
export interface Links {
  get(from: ObjectId): ReadonlySet<ObjectId> | undefined;
  /** Ids with any. */
  froms(): Iterable<ObjectId>;
}

/** Ids, and where each stands among them. */
interface Numbered {
  readonly ids: readonly ObjectId[];
  readonly numbers: ReadonlyMap<ObjectId, number>;
}

/**
 * Links between numbered ids, given as pairs of numbers. There are more of them than anybody asks for: they are laid out once, in two
 * rows of numbers, and the set of an id is made when it is asked for.
 */
export function linksOf({ ids, numbers }: Numbered, froms: readonly number[], tos: readonly number[]): Links {
  let known: Layout | undefined;
  const layout = (): Layout => (known ??= layOut(ids.length, froms));
  const sets = new Map<number, ReadonlySet<ObjectId>>();
  const setOf = (from: number): ReadonlySet<ObjectId> | undefined => {
    const { starts, places } = layout();
    const here = places.subarray(starts[from], starts[from + 1]);
    if (here.length === 0) return undefined;
    const found = new Set(Array.from(here, (place) => ids[tos[place] ?? -1] ?? ""));
    sets.set(from, found);
    return found;
  };
  return {
    get(from) {
      const number = numbers.get(from);
      return number === undefined ? undefined : (sets.get(number) ?? setOf(number));
    },
    froms: () => new Set(froms.map((number) => ids[number] ?? "")),
  };
}

/** Where the links of a number stand among all: `places` from `starts[number]` to `starts[number + 1]`. */
interface Layout {
  readonly starts: Int32Array;
  readonly places: Int32Array;
}

/** A counting sort. */
function layOut(size: number, froms: readonly number[]): Layout {
  const starts = new Int32Array(size + 1);
  for (const from of froms) starts[from + 1] = (starts[from + 1] ?? 0) + 1;
  for (let at = 0; at < size; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const next = starts.slice();
  const places = new Int32Array(froms.length);
  for (const [place, from] of froms.entries()) {
    const at = next[from] ?? 0;
    places[at] = place;
    next[from] = at + 1;
  }
  return { starts, places };
}
