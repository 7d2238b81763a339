/** Numbers from a seed: the same in every run (mulberry32, public domain, Tommy Ettinger). */
export interface Random {
  /** 0 ≤ value < below. */
  readonly below: (below: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  /** Up to `most` of them, in a random order; at least `least`. */
  readonly some: <Value>(values: readonly Value[], least: number, most: number) => readonly Value[];
  /** The text in one of so many cases, else nothing. */
  readonly maybe: (probability: number, text: string) => string;
}

export function randomFrom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  const chance = (probability: number): boolean => fraction() < probability;
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  const some = <Value>(values: readonly Value[], least: number, most: number): readonly Value[] => {
    const left = [...values];
    const count = Math.min(left.length, least + below(most - least + 1));
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
  };
  return { below, chance, pick, some, maybe: (probability, text) => (chance(probability) ? text : "") };
}
