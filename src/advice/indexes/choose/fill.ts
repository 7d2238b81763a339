import type { Built } from "../shadow/index.ts";
import { type Change, pagesOf, type Weighing } from "./weighing.ts";

export interface How {
  /** How much the size counts in what is taken next, 0..1: what saves most per byte first is not always best at the brim. */
  readonly weight: number;
  /** Not to be taken. */
  readonly without?: Built;
  /** What changes gain at the start, as far as it is known. */
  readonly gains?: Gains;
}

export type Gains = ReadonlyMap<Change, number>;

/**
 * Takes what saves most for its size until nothing fits: a candidate, several that help together, or a longer one in the place of one
 * that is chosen (the two steps of Extend: Schlosser, Kossmann, Boissier, ICDE 2019).
 */
export function fill(weighing: Weighing, start: readonly Built[], how: How): readonly Built[] {
  const gains = new Map(how.gains);
  let chosen = start;
  for (;;) {
    const change = bestChange(weighing, { chosen, gains }, how);
    if (change === undefined) return chosen;
    chosen = [...chosen.filter((one) => !change.drop.includes(one)), ...change.add];
    for (const other of gains.keys())
      if ([...change.questions].some((question) => other.questions.has(question))) gains.delete(other);
  }
}

interface State {
  readonly chosen: readonly Built[];
  /** As long as nothing that helps the same question was taken. */
  readonly gains: Map<Change, number>;
}

function bestChange(weighing: Weighing, { chosen, gains }: State, { weight, without }: How): Change | undefined {
  const taken = new Set(chosen);
  const room = weighing.budgetPages - pagesOf(chosen);
  let best: { readonly change: Change; readonly worth: number } | undefined;
  for (const change of weighing.changes) {
    const { add, drop } = change;
    if (add.some((one) => taken.has(one) || one === without) || !drop.every((one) => taken.has(one))) continue;
    const added = pagesOf(add) - pagesOf(drop);
    if (added > room) continue;
    const gain = gains.get(change) ?? weighing.gainOf(change, chosen);
    gains.set(change, gain);
    const worth = gain / Math.max(1, added) ** weight;
    if (gain > weighing.least && worth > (best?.worth ?? 0)) best = { change, worth };
  }
  return best?.change;
}

/** What every change gains beside these. */
export function gainsBeside(weighing: Weighing, chosen: readonly Built[]): Gains {
  return new Map(weighing.changes.map((change) => [change, weighing.gainOf(change, chosen)]));
}

/** Of known gains those that stay as they are when these are taken or given up. */
export function untouched(weighing: Weighing, gains: Gains, touched: readonly Built[]): Gains {
  const questions = weighing.concerned(touched);
  return new Map([...gains].filter(([change]) => ![...change.questions].some((question) => questions.has(question))));
}
