import { expect, test } from "vitest";
import { plainKey } from "../../../../src/advice/indexes/candidates/candidate.ts";
import { liesBeside } from "../../../../src/advice/indexes/choose/beside.ts";
import { index, table } from "../../hand-made.ts";

const lines = table("lines", ["order_id", "line", "product"], {
  indexes: [index("lines_pkey", ["order_id", "line"], { unique: true })],
});

test.each([
  [["order_id"], null, true],
  [["order_id", "line"], null, true],
  [["line"], null, false],
  [["order_id", "product"], null, false],
  [["order_id"], "line = 1", false],
] as const)("an index of %j where %j beside a key of order_id, line", (names, predicate, isBeside) => {
  const keys = names.map((name) => plainKey({ kind: "column", name }));
  const candidate = { table: lines, method: "btree", keys, include: ["product"], predicate } as const;
  expect(liesBeside({ candidate })).toBe(isBeside);
});
