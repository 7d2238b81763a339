import type { Scenario } from "../model.ts";

/** How often each check passed and failed, counted by step and name. */
export interface Tally {
  count(step: number, name: string, passed: boolean): void;
  rows(): readonly (readonly [route: string, name: string, passed: number, failed: number])[];
}

interface Row {
  readonly route: string;
  readonly name: string;
  passed: number;
  failed: number;
}

/** A tally in which every check of the scenario has its row from the start, in the order of the file. */
export function newTally({ steps }: Pick<Scenario, "steps">): Tally {
  const rows = new Map<string, Row>();
  const rowOf = (step: number, name: string): Row => {
    const route = steps[step]?.name ?? "";
    const key = `${route}\n${name}`;
    const row = rows.get(key) ?? { route, name, passed: 0, failed: 0 };
    rows.set(key, row);
    return row;
  };
  const known = steps.map((step, index) => {
    const names = [...step.checks, ...step.extractions].map(({ name }) => name);
    return new Map(names.map((name) => [name, rowOf(index, name)]));
  });
  return {
    count: (step, name, passed) => {
      const row = known[step]?.get(name) ?? rowOf(step, name);
      if (passed) row.passed += 1;
      else row.failed += 1;
    },
    rows: () => [...rows.values()].map(({ route, name, passed, failed }) => [route, name, passed, failed] as const),
  };
}
