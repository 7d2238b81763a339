import type { Built } from "../shadow/index.ts";
import { fill, gainsBeside, untouched } from "./fill.ts";
import { pagesOf, type Weighing } from "./weighing.ts";

/** Chosen candidates and what the workload costs with them, by what is known. */
export interface Choice {
  readonly chosen: readonly Built[];
  readonly total: number;
}

const WEIGHTS = [1, 0.6, 0.2] as const;
const MOST_PASSES = 2;
/** So many that save most alone are tried. */
const MOST_FORCED = 12;

/**
 * The candidates that bring the workload's cost down furthest within the budget: filled with the size weighed in several ways; then each
 * chosen one is taken out and its room filled anew, and each other one let in, as long as that pays.
 */
export function search(weighing: Weighing, start: readonly Built[]): Choice {
  let best: Choice = { chosen: start, total: weighing.totalOf(start) };
  for (const weight of WEIGHTS)
    for (const from of start.length > 0 ? [start, []] : [start])
      best = better(weighing, best, fill(weighing, from, { weight }));
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = best;
    best = forcedIn(weighing, takenOut(weighing, best));
    if (best === before) break;
  }
  return best;
}

function better(weighing: Weighing, choice: Choice, chosen: readonly Built[]): Choice {
  const total = weighing.totalOf(chosen);
  return total < choice.total - weighing.least / 4 ? { chosen, total } : choice;
}

/** Each chosen one is given up for what its room would hold instead. */
function takenOut(weighing: Weighing, choice: Choice): Choice {
  let best = choice;
  let known = gainsBeside(weighing, best.chosen);
  for (const one of choice.chosen) {
    if (!best.chosen.includes(one)) continue;
    const others = best.chosen.filter((other) => other !== one);
    const gains = untouched(weighing, known, [one]);
    const next = better(weighing, best, fill(weighing, others, { weight: 1, without: one, gains }));
    if (next !== best) known = gainsBeside(weighing, next.chosen);
    best = next;
  }
  return best;
}

/** Each other unit is let in, and those that are missed least for their size make room. */
function forcedIn(weighing: Weighing, choice: Choice): Choice {
  let best = choice;
  let known = gainsBeside(weighing, best.chosen);
  const others = weighing.changes
    .filter(({ drop }) => drop.length === 0)
    .map((change) => ({ unit: change.add, gain: weighing.gainOf(change, []) }));
  for (const { unit } of others.toSorted((a, b) => b.gain - a.gain).slice(0, MOST_FORCED)) {
    if (unit.every((one) => best.chosen.includes(one))) continue;
    const held = evicted(weighing, best.chosen, unit);
    const touched = [...unit, ...best.chosen.filter((one) => !held.includes(one))];
    const next = better(
      weighing,
      best,
      fill(weighing, held, { weight: 1, gains: untouched(weighing, known, touched) }),
    );
    if (next !== best) known = gainsBeside(weighing, next.chosen);
    best = next;
  }
  return best;
}

function evicted(weighing: Weighing, chosen: readonly Built[], forced: readonly Built[]): readonly Built[] {
  let held = [...new Set([...chosen, ...forced])];
  while (pagesOf(held) > weighing.budgetPages) {
    const losses = held
      .filter((one) => !forced.includes(one))
      .map((one) => ({ one, loss: -weighing.gainOf({ add: [], drop: [one] }, held) / one.pages }));
    const [least] = losses.toSorted((a, b) => a.loss - b.loss);
    if (least === undefined) break;
    held = held.filter((other) => other !== least.one);
  }
  return held;
}
