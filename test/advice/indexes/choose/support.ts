import { plainKey } from "../../../../src/advice/indexes/candidates/candidate.ts";
import type { Built } from "../../../../src/advice/indexes/shadow/index.ts";
import { table } from "../../hand-made.ts";

export const T = table("t", ["a", "b", "c", "d", "e"]);

/** A candidate on one column that stands in a shadow. */
export const builtNamed = (name: string, pages = 10): Built => ({
  candidate: {
    table: T,
    method: "btree",
    keys: [plainKey({ kind: "column", name })],
    include: [],
    predicate: null,
  },
  key: `t (${name})`,
  oids: [],
  names: [`candidate_${name}`],
  pages,
  rows: 100,
});
