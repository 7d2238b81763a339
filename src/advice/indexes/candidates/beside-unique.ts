import type { TableIndex } from "../../../catalog/index.ts";
import type { TableNeed, Term } from "../query/index.ts";
import type { Candidate } from "./candidate.ts";

/**
 * Whether a candidate would stand beside a unique index for little: it begins with all columns of one that the query compares for equality
 * or joins by, and that index finds the one row already; or it has the very keys of one, which it cannot take the place of, and only holds
 * more beside them. Either pays for every row twice.
 */
export function isBesideUnique({ method, keys, table, predicate }: Candidate, { equality, joins }: TableNeed): boolean {
  if (method !== "btree") return false;
  const compared = new Set([...equality, ...joins].flatMap(columnOf));
  const names = keys.flatMap(({ term }) => columnOf(term));
  return table.indexes.some((index) => {
    const columns = uniqueColumns(index);
    if (columns.length === 0) return false;
    const isSame = predicate === null && names.length === keys.length && names.join("\0") === columns.join("\0");
    const leading = new Set(names.slice(0, columns.length));
    return isSame || columns.every((name) => leading.has(name) && compared.has(name));
  });
}

const columnOf = (term: Term): readonly string[] => (term.kind === "column" ? [term.name] : []);

/** None where it is not unique over all rows and plain columns. */
function uniqueColumns({ unique, valid, ready, predicate, keys, method }: TableIndex): readonly string[] {
  const columns = keys.flatMap(({ column }) => column ?? []);
  const isWhole = unique && valid && ready && predicate === null && method === "btree";
  return isWhole && columns.length === keys.length ? columns : [];
}
