import fc from "fast-check";
import { expect, test } from "vitest";
import { lostRows } from "../../../../src/diff/shadow/rows/lost.ts";
import type { RowSnapshot } from "../../../../src/diff/shadow/rows/snapshot.ts";

type Rows = readonly (readonly (string | null)[])[];

const snapshot = (rows: Rows): RowSnapshot =>
  new Map([
    [
      "1",
      {
        oid: "1",
        relation: { schema: "public", name: "t" },
        columns: [
          { number: 1, name: "a", type: "text" },
          { number: 2, name: "b", type: "text" },
        ],
        rows,
      },
    ],
  ]);

const value = fc.option(fc.constantFrom("x", "y", ""), { nil: null });
const rows = fc.array(fc.tuple(value, value), { maxLength: 8 });

test("order and new rows do not matter; what is missing is counted with its copies", () => {
  fc.assert(
    fc.property(rows, rows, fc.nat(8), (kept, added, gone) => {
      expect(lostRows(snapshot(kept), snapshot([...added, ...kept.toReversed()]))).toEqual([]);
      const rest = kept.slice(0, Math.max(0, kept.length - gone));
      const lost = lostRows(snapshot(kept), snapshot(rest)).reduce((sum, one) => sum + one.rows, 0);
      expect(lost).toBe(kept.length - rest.length);
    }),
  );
});
