import { type Batch, fileText, type Plan, type Timeouts } from "../../diff/index.ts";

export interface Rollbacks {
  readonly up: Plan;
  /** Undoes all of `up`. */
  readonly down: Plan;
  /** One for each batch of `up`; null where only the whole can be undone. */
  readonly downs: readonly Plan[] | null;
  readonly timeouts: Timeouts;
}

/**
 * The rollback of one of the files of a plan. Each undoes its own file; where that could not be planned, that of the first file,
 * to which a rollback comes last, undoes all of them.
 */
export function rollbackText(id: string, index: number, rollbacks: Rollbacks): string {
  const { up, down, downs, timeouts } = rollbacks;
  const title = `Rollback of ${id}`;
  if (downs === null && index > 0) return nothing([title, "Undone by the rollback of the first of these files."]);
  const batches = downs === null ? up.batches : up.batches.slice(index, index + 1);
  return textOf(downs === null ? down : (downs[index] ?? down), [title, ...lossNotes(batches)], timeouts);
}

function textOf({ batches, refused }: Plan, header: readonly string[], timeouts: Timeouts): string {
  if (refused.length > 0)
    return nothing([...header, `backwright:irreversible: no plan leads back: ${refused.join("; ")}`]);
  const steps = batches.flatMap((batch) => batch.steps);
  if (steps.length === 0) return nothing([...header, "There is nothing to undo."]);
  // What one statement makes counts for some others only once it is committed.
  const manner = batches.length > 1 ? ["backwright:no-transaction"] : [];
  const transactional = batches.every((batch) => batch.transactional);
  return fileText({ transactional, steps }, [...header, ...manner], timeouts);
}

/** A file without a statement could not be run. */
const nothing = (header: readonly string[]): string =>
  `${fileText({ transactional: true, steps: [] }, header).split("\n\n")[0]}\n\nSELECT 1;\n`;

function lossNotes(batches: readonly Batch[]): readonly string[] {
  const lost = batches
    .flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards))
    .flatMap((hazard) => (hazard.code === "data-loss" ? [hazard.what] : []));
  return lost.length === 0
    ? []
    : ["What the migration has dropped comes back empty:", ...lost.map((what) => `  ${what}`)];
}
