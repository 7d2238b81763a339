import type { CompareReport } from "../../../load/compare/result/index.ts";

/** How sure a comparison's claims are. */
export function designNotes({ negligiblePercent, levelPercent, tolerancePercent }: CompareReport): readonly string[] {
  const wrong = `wrong in at most ${levelPercent} of 100 comparisons`;
  const unpaired = [
    "Unpaired: the runs happened at different times. The intervals are wider for what runs of one server differ by,",
    `and a claim above is ${wrong} only if nothing else has changed since. Two addresses compare better at the same time.`,
  ];
  const paired = `A claim above is ${wrong}: that the two differ by more than two copies of one server do (${negligiblePercent}%).`;
  const sure = negligiblePercent === null ? unpaired : [paired];
  return [...sure, `A difference below ${tolerancePercent}% counts as none where it cannot be shown.`];
}
