import { type TableNeed, termKey } from "../query/index.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";

/**
 * What a question would still do with all that the index can give it: conditions to filter by, and an order to make. It matters where
 * the planner's average is no guide: for a few rows in an order (LIMIT), which may lie far behind many that do not fit, and behind an
 * index that begins with a range or holds some rows only. Not read from the plan: for the average customer's four rows the planner sorts even beside an index
 * that has the order, for the largest one's thousands it does not.
 */
export function leftOver(question: WorkloadQuestion, { candidate }: Built): number {
  const needs = question.needs.filter(({ table }) => table === candidate.table);
  const isLimited = question.needs.some(({ hasLimit }) => hasLimit);
  const isRisky = (need: TableNeed): boolean =>
    isLimited || candidate.predicate !== null || beginsWithRange(need, candidate);
  const filters = needs.flatMap((need) => (isRisky(need) ? unmet(need, candidate) : []));
  const sorts = needs.filter((need) => isLimited && !givesOrder(need, candidate));
  return filters.length + sorts.length;
}

/** Behind the keys that are compared for equality the others begin with the order. */
function givesOrder({ sort, equality }: TableNeed, { keys, method }: Built["candidate"]): boolean {
  const fixed = new Set(equality.map(termKey));
  const rest = keys.filter(({ term }) => !fixed.has(termKey(term)));
  const wanted = sort.filter(({ term }) => !fixed.has(termKey(term)));
  const isLed = wanted.every(({ term }, place) => {
    const key = rest[place];
    return key !== undefined && termKey(key.term) === termKey(term);
  });
  return method === "btree" && isLed;
}

function beginsWithRange({ ranges }: TableNeed, { keys }: Built["candidate"]): boolean {
  const [first] = keys;
  return first !== undefined && ranges.some((term) => termKey(term) === termKey(first.term));
}

/** Conditions for equality that neither a key nor the predicate answers. */
function unmet({ equality, predicates }: TableNeed, { keys, predicate }: Built["candidate"]): TableNeed["equality"] {
  const told = predicate?.split(" AND ") ?? [];
  const known = predicates.filter(({ sql }) => told.includes(sql)).map(({ term }) => term);
  const met = new Set([...keys.map(({ term }) => term), ...known].map(termKey));
  return equality.filter((term) => !met.has(termKey(term)));
}
