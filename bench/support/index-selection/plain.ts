import type { Candidate } from "../../../src/advice/indexes/candidates/index.ts";
import type { Table } from "../../../src/catalog/index.ts";

export type { Candidate };

/** An index of plain columns in their default order. */
export const plainCandidate = (table: Table, columns: readonly string[]): Candidate => ({
  table,
  method: "btree",
  keys: columns.map((name) => ({
    term: { kind: "column" as const, name },
    descending: false,
    nullsFirst: false,
    operatorClass: null,
  })),
  include: [],
  predicate: null,
});
