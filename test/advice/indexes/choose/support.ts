import { plainKey } from "../../../../src/advice/indexes/candidates/candidate.ts";
import type { Built } from "../../../../src/advice/indexes/shadow/index.ts";
import type { WorkloadQuestion } from "../../../../src/advice/indexes/workload/index.ts";
import { relationKey } from "../../../../src/catalog/index.ts";
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

const NEED = {
  table: T,
  equality: [],
  joins: [],
  ranges: [],
  prefixes: [],
  inside: [],
  operations: [],
  alternatives: [],
  sort: [],
  nearest: null,
  group: [],
  predicates: [],
  columns: [],
  hasLimit: false,
};

/** One that reads the table and no column by name. */
export const questionNamed = (id: string): WorkloadQuestion => ({
  id,
  sql: id,
  parameters: 0,
  tree: null,
  needs: [NEED],
  tables: new Set([relationKey(T)]),
  writings: [],
  assumed: [],
  statement: { id, text: id, calls: 1, meanMs: null, rowsPerCall: null, origin: "test" },
});
