import type { Table, TableIndex } from "../../catalog/index.ts";
import type { Finding } from "../../kit/index.ts";
import { dropOf } from "../drop-index.ts";
import { isDuplicate, isLedBy } from "../equivalence.ts";
import { type Keeping, keepingOf } from "../keeping.ts";
import { displayName } from "../names.ts";
import { notNullColumns } from "../predicate.ts";
import type { Rule } from "../situation.ts";
import { type Pair, superfluous } from "./index-duplicate.ts";

/** Indexes whose every search a wider one answers as well. */
export const indexRedundant: Rule = {
  code: "index-redundant",
  find: ({ catalog }) => {
    const keeping = keepingOf(catalog);
    return catalog.tables.flatMap((table) => redundant(table, keeping).map((pair) => findingOf(table, pair)));
  },
};

/** The keeper is the widest that covers it and stays itself. */
function redundant(table: Table, keeping: Keeping): readonly Pair[] {
  const duplicates = new Set(superfluous(table, keeping).map(({ index }) => index));
  const usable = table.indexes.filter((index) => index.valid && index.ready && !duplicates.has(index));
  return usable
    .filter((index) => index.method === "btree" && !index.unique && !keeping.mustStay(index, table))
    .flatMap((index) => {
      const wider = usable.filter((other) => other !== index && covers(other, index));
      const keeper = wider.toSorted((a, b) => b.keys.length - a.keys.length)[0];
      return keeper === undefined ? [] : [{ index, keeper }];
    });
}

function covers(wide: TableIndex, narrow: TableIndex): boolean {
  if (wide.method !== "btree" || isDuplicate(wide, narrow) || !isLedBy(wide.keys, narrow.keys)) return false;
  const held = new Set([...wide.keys.map(({ column }) => column), ...wide.include]);
  return narrow.include.every((column) => held.has(column)) && holdsRowsOf(wide, narrow);
}

/**
 * A full index holds what a partial one holds. But a partial index on a table's own key exists for its predicate
 * alone (a queue: `(id) WHERE state = 'open'`): the key's index is no substitute for it.
 */
function holdsRowsOf(wide: TableIndex, narrow: TableIndex): boolean {
  if (wide.predicate === narrow.predicate) return true;
  if (wide.predicate !== null || narrow.predicate === null) return false;
  return onlyExcludesNulls(narrow) || !(wide.unique && wide.keys.length === narrow.keys.length);
}

function onlyExcludesNulls({ predicate, keys }: TableIndex): boolean {
  const columns = predicate === null ? [] : notNullColumns(predicate);
  return columns?.every((column) => keys.some((key) => key.column === column)) ?? false;
}

function findingOf(table: Table, { index, keeper }: Pair): Finding {
  // The wider index has to look at each row for the predicate: smaller may be what somebody wanted.
  const isDebatable = index.predicate !== keeper.predicate && !onlyExcludesNulls(index);
  return {
    code: indexRedundant.code,
    severity: isDebatable ? "info" : "warning",
    subject: { kind: "index", name: displayName(index) },
    evidence: {
      schema: table.schema,
      table: table.name,
      index: index.name,
      coveredBy: keeper.name,
      predicate: index.predicate,
      sizeBytes: index.sizeBytes,
      scans: index.scans,
      definition: index.definition,
      coveringDefinition: keeper.definition,
    },
    fix: dropOf(table, index).up.join("\n"),
  };
}
