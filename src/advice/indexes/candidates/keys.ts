import type { Table } from "../../../catalog/index.ts";
import { type SortTerm, type TableNeed, type Term, termKey } from "../query/index.ts";
import { type CandidateKey, plainKey } from "./candidate.ts";
import { distinctOf } from "./statistics.ts";

const MOST_KEYS = 4;

/** Which columns other queries of the workload compare: where two orders are as good, the shared one is taken. */
export type Popularity = (table: Table, term: Term) => number;

/**
 * The key lists that are worth a question for one need: values first, then order, then ranges (each range ends what an index can
 * sort), and their shorter forms. The most selective columns first, those that other queries share before them.
 */
export function keyLists(need: TableNeed, rows: number, popularity: Popularity): readonly (readonly CandidateKey[])[] {
  const order = (terms: readonly Term[]): readonly Term[] =>
    terms.toSorted(
      (a, b) =>
        popularity(need.table, b) - popularity(need.table, a) ||
        distinctOf(need.table, b, rows) - distinctOf(need.table, a, rows),
    );
  const equality = order(need.equality).map(plainKey);
  const joins = order(need.joins).map(plainKey);
  // In a database whose collation is C a pattern's start is a range like any other.
  const ranges = [...need.ranges, ...need.prefixes].map(plainKey);
  const sort = sortKeys(need.sort);
  const group = need.group.map(plainKey);
  const selective = need.equality
    .toSorted((a, b) => distinctOf(need.table, b, rows) - distinctOf(need.table, a, rows))
    .slice(0, 2)
    .map(plainKey);
  const lists = [
    equality,
    [...equality, ...sort],
    ...ranges.flatMap((range) => [[...equality, range], [...equality, ...sort, range], [range]]),
    sort,
    ...selective.flatMap((one) => [[one], [one, ...sort]].concat(ranges.map((range) => [one, range]))),
    ...joins.flatMap((join) =>
      [[join], [join, ...equality], [...equality, join], [join, ...sort]].concat(ranges.map((range) => [join, range])),
    ),
    [...joins, ...equality],
    group,
    [...equality, ...group],
    ...need.alternatives.map(({ term }) => [plainKey(term)]),
  ];
  return unique(lists.map(withoutRepeats).filter((keys) => keys.length > 0));
}

/** An order that is all one way is read from either end; a mixed one needs its directions. */
function sortKeys(sort: readonly SortTerm[]): readonly CandidateKey[] {
  const keys = sort.map((term) => ({ ...term, operatorClass: null }));
  const isDefault = keys.every(({ descending, nullsFirst }) => descending === nullsFirst);
  const isOneWay = keys.every(({ descending }) => descending === keys[0]?.descending);
  return isDefault && isOneWay ? keys.map(({ term }) => plainKey(term)) : keys;
}

function withoutRepeats(keys: readonly CandidateKey[]): readonly CandidateKey[] {
  const seen = new Set<string>();
  const kept = keys.filter(({ term }) => {
    const isNew = !seen.has(termKey(term));
    seen.add(termKey(term));
    return isNew;
  });
  return kept.slice(0, MOST_KEYS);
}

function unique(lists: readonly (readonly CandidateKey[])[]): readonly (readonly CandidateKey[])[] {
  const byText = new Map(lists.map((keys) => [JSON.stringify(keys), keys]));
  return [...byText.values()];
}
