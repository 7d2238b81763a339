import { expect, test } from "vitest";
import { groupsOf, type Sharing } from "../../../src/diff/shadow/groups.ts";

const cases: readonly [name: string, sharing: Sharing, script: readonly string[], groups: readonly string[]][] = [
  ["one file, one transaction", "file", ["select 1", "select 2"], ["transaction 0 1"]],
  [
    "a statement that takes none splits the file",
    "file",
    ["select 1", "vacuum t", "select 2"],
    ["transaction 0", "alone 1", "transaction 2"],
  ],
  ["unless the runner opens one all the same", "always", ["select 1", "vacuum t"], ["transaction 0 1"]],
  ["each its own", "each", ["select 1", "select 2"], ["transaction 0", "transaction 1"]],
  [
    "BEGIN and COMMIT are obeyed",
    "each",
    ["begin", "select 1", "select 2", "commit", "select 3"],
    ["control 0", "transaction 1 2", "control 3", "transaction 4"],
  ],
  [
    "ROLLBACK takes back",
    "file",
    ["begin", "drop table t", "rollback"],
    ["control 0", "transaction 1 rolled back", "control 2"],
  ],
  [
    "inside BEGIN nothing is alone",
    "file",
    ["begin", "vacuum t", "commit"],
    ["control 0", "transaction 1", "control 2"],
  ],
  [
    "COMMIT of what nobody began",
    "file",
    ["select 1", "commit", "select 2"],
    ["transaction 0", "control 1", "transaction 2"],
  ],
  ["a comment is a statement that does nothing", "file", ["-- nothing", "select 1"], ["transaction 0 1"]],
  ["nothing", "file", [], []],
];

test.each(cases)("%s", (_, sharing, script, expected) => {
  const groups = groupsOf(script, sharing).map(({ kind, members, isRolledBack }) =>
    [kind, ...members.map(({ index }) => index), ...(isRolledBack ? ["rolled back"] : [])].join(" "),
  );
  expect(groups).toEqual(expected);
});
