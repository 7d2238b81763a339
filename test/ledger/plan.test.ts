import { assert, property, subarray } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isUnsafe,
  planMigrations,
  type HistoryEntry,
  type MigrationFile,
  type MigrationPlan,
} from "../../src/ledger/index.ts";
import { entryOf, fileOf, standaloneOf } from "./support.ts";

const A = fileOf("20240101_a");
const B = fileOf("20240102_b");
const C = fileOf("20240103_c");

const plan = (files: readonly MigrationFile[], history: readonly HistoryEntry[], only?: string): MigrationPlan =>
  planMigrations({ path: "migrations", files, strays: [] }, history, { only });

const summary = ({ pending, refusals }: MigrationPlan) => [
  pending.map((file) => file.id),
  refusals.map((finding) => `${finding.code} ${finding.subject.name}`),
];

describe("planMigrations", () => {
  test.each<[string, readonly MigrationFile[], readonly HistoryEntry[], readonly string[], readonly string[]]>([
    ["an empty folder and history", [], [], [], []],
    ["all new", [A, B], [], [A.id, B.id], []],
    ["one applied", [A, B], [entryOf(A)], [B.id], []],
    ["all applied", [A, B], [entryOf(A), entryOf(B)], [], []],
    ["only comments edited", [fileOf(A.id, `-- new\n${A.text}`)], [entryOf(A)], [], []],
    [
      "a statement edited",
      [fileOf(A.id, "select 2")],
      [entryOf(A)],
      [],
      ["migration-edited migrations/20240101_a.sql"],
    ],
    [
      "an applied file became unusable",
      [fileOf(A.id, "\\q")],
      [entryOf(A)],
      [],
      ["migration-edited migrations/20240101_a.sql"],
    ],
    ["a file is gone", [B], [entryOf(A)], [B.id], ["migration-missing migrations/20240101_a.sql"]],
    [
      "an older file appears",
      [A, B, C],
      [entryOf(B)],
      [A.id, C.id],
      ["migration-out-of-order migrations/20240101_a.sql"],
    ],
    [
      "a pending file is unusable",
      [A, fileOf(B.id, "")],
      [entryOf(A)],
      [B.id],
      ["migration-empty migrations/20240102_b.sql"],
    ],
    ["an unfinished one is run again", [A, B], [entryOf(A), entryOf(B, "running")], [B.id], []],
    ["a failed one may be mended", [A, fileOf(B.id, "select 2")], [entryOf(A), entryOf(B, "failed")], [B.id], []],
    ["an unfinished one does not make others late", [A, B], [entryOf(B, "failed")], [A.id, B.id], []],
    [
      "an unfinished one's file is gone",
      [A],
      [entryOf(B, "running")],
      [A.id],
      ["migration-missing migrations/20240102_b.sql"],
    ],
    [
      "a name of another form in the history",
      [A],
      [{ ...entryOf(A), id: "by_hand" }],
      [A.id],
      ["migration-missing migrations/by_hand.sql", "migration-out-of-order migrations/20240101_a.sql"],
    ],
  ])("%s", (_, files, history, pending, refusals) => {
    expect(summary(plan(files, history))).toEqual([pending, refusals]);
  });

  test("one file alone, when it is the next", () => {
    expect(summary(plan([A, B, C], [entryOf(A)], B.id))).toEqual([[B.id], []]);
    expect(summary(plan([A, B, C], [entryOf(A)], C.id))).toEqual([
      [C.id],
      ["migration-not-next migrations/20240103_c.sql"],
    ]);
    expect(summary(plan([A, B], [entryOf(A)], A.id))).toEqual([[], []]);
  });

  describe("a file by itself", () => {
    const own = standaloneOf("fix", "select 1");
    const late = standaloneOf("20230101_late", "select 1");

    test("has no place in the order", () => {
      expect(summary(plan([A, B, own], [entryOf(A)], own.id))).toEqual([[own.id], []]);
      expect(summary(plan([A, B, late], [entryOf(B)], late.id))).toEqual([[late.id], []]);
    });

    test("applied, it is missing in no folder and makes nothing late", () => {
      expect(summary(plan([A, B], [entryOf(A), entryOf({ ...own, id: "20990101_x" })]))).toEqual([[B.id], []]);
    });

    test("is not held up by the folder's troubles, but by its own", () => {
      expect(summary(plan([own], [entryOf(A)], own.id))).toEqual([[own.id], []]);
      expect(summary(plan([standaloneOf("fix", "select 2")], [entryOf(own)], own.id))).toEqual([
        [],
        ["migration-edited fix.sql"],
      ]);
      expect(summary(plan([own], [entryOf(own)], own.id))).toEqual([[], []]);
    });

    test("moved into the folder, it is applied", () => {
      expect(summary(plan([A, B], [entryOf({ ...A, standalone: true })]))).toEqual([[B.id], []]);
    });
  });

  test("a renamed file is recognised by its content", () => {
    const renamed = fileOf("20240101_renamed", A.text);
    const [missing] = plan([renamed], [entryOf(A)]).refusals;
    expect(missing?.evidence).toMatchObject({ sameContentIn: "migrations/20240101_renamed.sql" });
  });

  test("what contradicts the history is unsafe, what is only unusable is not", () => {
    expect(plan([fileOf(A.id, "select 2")], [entryOf(A)]).refusals.every(isUnsafe)).toBe(true);
    expect(plan([fileOf(A.id, "")], []).refusals.some(isUnsafe)).toBe(false);
  });

  test("what was planned without a refusal, once applied, leaves nothing to do", () => {
    const all = [A, B, C, fileOf("20240103_000001_d"), fileOf("20240104_e")];
    assert(
      property(subarray(all), subarray(all), (files, done) => {
        const history = done.map((file) => entryOf(file));
        const first = plan(files, history);
        if (first.refusals.length > 0) return;
        const second = plan(files, [...history, ...first.pending.map((file) => entryOf(file))]);
        expect(summary(second)).toEqual([[], []]);
      }),
    );
  });

  test("the order of the history's rows does not matter", () => {
    const history = [entryOf(A), entryOf(B), entryOf(C)];
    expect(summary(plan([A, B, C], history.toReversed()))).toEqual(summary(plan([A, B, C], history)));
  });
});
