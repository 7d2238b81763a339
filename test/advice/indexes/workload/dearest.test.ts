import { expect, test } from "vitest";
import { dearest, type WorkloadStatement } from "../../../../src/advice/indexes/index.ts";

const statement = (id: string, calls: number, meanMs: number | null): WorkloadStatement => ({
  id,
  text: `select ${id}`,
  calls,
  meanMs,
  rowsPerCall: null,
  origin: "f",
});
const TIMED = [statement("a", 1, 100), statement("b", 50, 1), statement("c", 9, 1)];

test.each<[name: string, workload: readonly WorkloadStatement[], kept: readonly string[], passedOver: number]>([
  ["by the time of all calls", TIMED, ["a", "b"], 1],
  ["by calls where one was not timed", [...TIMED, statement("d", 10, null)], ["b", "d"], 2],
  ["all where they are few", TIMED.slice(1), ["b", "c"], 0],
])("%s", (_name, workload, kept, passedOver) => {
  const found = dearest(workload, 2);
  expect([found.statements.map(({ id }) => id), found.passedOver]).toEqual([kept, passedOver]);
});
