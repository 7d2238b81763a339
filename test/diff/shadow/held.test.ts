import { expect, test } from "vitest";
import { NO_EFFECTS, type Observed, unobserved } from "../../../src/diff/shadow/course.ts";
import { groupsOf } from "../../../src/diff/shadow/groups.ts";
import { firstTakers, heldOver } from "../../../src/diff/shadow/held.ts";
import type { LockMode } from "../../../src/diff/shadow/index.ts";
import type { Relation } from "../../../src/diff/shadow/relations.ts";

const big: Relation = {
  oid: "1",
  name: { schema: "public", name: "big" },
  kind: "table",
  file: "1",
  tablespace: "0",
  table: null,
};

/** Statements of one transaction: the mode on `big`, and whether it is read from end to end. */
function transaction(...steps: readonly (readonly [mode: LockMode | null, isLong: boolean])[]): readonly Observed[] {
  const [group] = groupsOf(
    steps.map(() => "select 1"),
    "file",
  );
  return (group?.members ?? []).map((member, place) => {
    const [mode = null, isLong = false] = steps[place] ?? [];
    const locks = mode === null ? [] : [{ relation: big.name, relationKind: "table" as const, mode }];
    return unobserved(member, {
      locks,
      effects: isLong ? { ...NO_EFFECTS, scanned: new Map([[big, 1]]) } : NO_EFFECTS,
    });
  });
}

const cases: readonly [name: string, run: readonly Observed[], said: readonly string[]][] = [
  [
    "kept over a later scan",
    transaction(["access-exclusive", false], ["share-update-exclusive", true]),
    ["access-exclusive 0 1"],
  ],
  ["a scan under the statement's own lock", transaction(["access-exclusive", true]), []],
  ["taken after the scan", transaction(["share-update-exclusive", true], ["access-exclusive", false]), []],
  ["a lock that nobody waits for", transaction(["share-update-exclusive", false], [null, true]), []],
  ["taken twice, said once", transaction(["share", false], ["share", false], [null, true]), ["share 0 2"]],
  ["two long ones", transaction(["share", false], [null, true], [null, true]), ["share 0 1", "share 0 2"]],
];

test.each(cases)("%s", (_, run, said) => {
  const found = firstTakers(heldOver(run)).map(
    ({ lock, takenBy, heldDuring }) => `${lock.mode} ${takenBy} ${heldDuring}`,
  );
  expect(found).toEqual(said);
});
