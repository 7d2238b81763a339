import { describe, expect, test } from "vitest";
import {
  planRollback,
  readMigration,
  type HistoryEntry,
  type MigrationFile,
  type RollbackTarget,
} from "../../src/ledger/index.ts";
import { entryOf, fileOf } from "./support.ts";

/** A migration with a rollback of the text. */
function reversible(id: string, rollback = "drop table x;"): MigrationFile {
  const { date, time, title, path, text } = fileOf(id);
  const bytes = Buffer.from(text);
  const undoing = { path: `migrations/${id}_rollback.sql`, bytes: Buffer.from(rollback) };
  return readMigration({ name: { id, date, time, title }, path, bytes, rollback: undoing });
}

const A = reversible("20240101_a");
const B = reversible("20240102_b");
const C = reversible("20240103_c");

function summary(files: readonly MigrationFile[], history: readonly HistoryEntry[], target: RollbackTarget) {
  const plan = planRollback({ path: "migrations", files, strays: [] }, history, { target });
  return [plan.pending.map(({ file }) => file.title).join(""), plan.refusals.map(({ code }) => code).join(" ")];
}

const steps = (count: number): RollbackTarget => ({ kind: "steps", steps: count });

describe("planRollback", () => {
  const applied = [entryOf(A), entryOf(B), entryOf(C)];

  test.each<[string, RollbackTarget, string]>([
    ["one step", steps(1), "c"],
    ["more steps than there are", steps(9), "cba"],
    ["down to the newest", { kind: "to", id: C.id }, ""],
    ["down to the first", { kind: "to", id: A.id }, "cb"],
    ["down to one that is not applied", { kind: "to", id: "20240104_d" }, ""],
    ["all", { kind: "all" }, "cba"],
    ["one alone", { kind: "only", id: B.id }, "b"],
  ])("%s", (_, target, expected) => {
    expect(summary([A, B, C], applied, target)).toEqual([expected, ""]);
  });

  test.each<[string, readonly MigrationFile[], readonly HistoryEntry[], string, string]>([
    ["nothing applied", [A], [], "", ""],
    ["a pending one is passed over", [A, B], [entryOf(A)], "a", ""],
    ["one that was begun and failed counts", [A, B], [entryOf(A), entryOf(B, "failed")], "b", ""],
    ["one whose rollback broke is gone on with", [A, B], [entryOf(A), entryOf(B, "revert-failed")], "b", ""],
    ["a file by itself is passed over", [A], [entryOf(A), { ...entryOf(B), standalone: true }], "a", ""],
    ["its file is gone", [A], [entryOf(A), entryOf(B)], "", "migration-missing"],
    ["it has no rollback", [fileOf("20240101_a")], [entryOf(A)], "", "rollback-missing"],
    ["its rollback is empty", [reversible("20240101_a", "-- todo")], [entryOf(A)], "a", "migration-empty"],
    [
      "its rollback commits",
      [reversible("20240101_a", "select 1; commit;")],
      [entryOf(A)],
      "a",
      "migration-transaction-control",
    ],
    [
      "it says that it cannot be undone",
      [reversible("20240101_a", "-- backwright:irreversible: gone\nselect 1;")],
      [entryOf(A)],
      "",
      "rollback-irreversible",
    ],
    ["it was edited", [A], [{ ...entryOf(A), checksum: "x", rawChecksum: "x" }], "", "migration-edited"],
  ])("%s", (_, files, history, pending, refusals) => {
    expect(summary(files, history, steps(1))).toEqual([pending, refusals]);
  });
});
