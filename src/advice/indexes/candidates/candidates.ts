import type { Table } from "../../../catalog/index.ts";
import { uniqueBy } from "../../../kit/index.ts";
import { columnsOf, type TableNeed, termKey } from "../query/index.ts";
import { type Candidate, candidateKey, type CandidateKey, plainKey } from "./candidate.ts";
import { keyLists, type Popularity } from "./keys.ts";
import { type Extensions, otherMethods } from "./methods.ts";
import { isBesideUnique } from "./beside-unique.ts";
import { columnNamed, widthOf } from "./statistics.ts";

export interface CandidateGround {
  readonly extensions: Extensions;
  readonly popularity: Popularity;
  /** Of the table with its partitions. */
  readonly rows: (table: Table) => number;
}

/**
 * The indexes worth asking the planner about for one need: plain ones, the same holding every column that the query reads, the same
 * over the rows that the query's constants leave, and other methods where operators ask for them.
 *
 * @example
 * candidatesFor(need, ground).map(bodyOf); // ["(user_id)", "(user_id, at)", "(user_id) INCLUDE (total)"]
 */
export function candidatesFor(need: TableNeed, ground: CandidateGround): readonly Candidate[] {
  if (need.table.kind === "foreign") return [];
  const lists = keyLists(need, ground.rows(need.table), ground.popularity);
  const plain = lists
    .filter((keys) => keys.every((key) => isSortable(need.table, key)))
    .map((keys) => btree(need.table, keys));
  const partial = [...plain.flatMap((candidate) => partialForms(candidate, need)), ...ofPredicateAlone(need)];
  const covering = [...plain, ...partial].flatMap((candidate) => coveringForm(candidate, need));
  const others = otherMethods(need, ground.extensions);
  const all = uniqueBy([...plain, ...partial, ...covering, ...others], candidateKey);
  return all.filter((candidate) => !isBesideUnique(candidate, need));
}

const btree = (table: Table, keys: readonly CandidateKey[], predicate: string | null = null): Candidate => ({
  table,
  method: "btree",
  keys,
  include: [],
  predicate,
});

/** Types without an order, and values that may be too wide for an index page. */
const UNSORTABLE = /^(?:json|jsonb|xml|point|box|polygon|path|line|lseg|circle|tsvector|tsquery|bytea)\b|\[\]$/;

function isSortable(table: Table, { term }: CandidateKey): boolean {
  return term.kind === "expression" || !UNSORTABLE.test(columnNamed(table, term.name)?.type ?? "");
}

/** Few rows by their constants alone: the constant's own column is the key. */
function ofPredicateAlone(need: TableNeed): readonly Candidate[] {
  return common(need).map(({ sql, term }) => btree(need.table, [plainKey(term)], sql));
}

/** A column of more values than this holds somebody's names and numbers: a rule for one of them is no rule. */
const MOST_VALUES = 100;

/** Conditions that tell kinds of rows apart: nulls, flags, states; not one of many values, nor a moment that passes. */
function common({ table, predicates }: TableNeed): TableNeed["predicates"] {
  return predicates.filter(({ sql, term }) => {
    if (sql.endsWith(" NULL") || !/[=<>]/.test(sql)) return true;
    const distinct = term.kind === "column" ? (columnNamed(table, term.name)?.statistics?.distinct ?? 0) : 0;
    return sql.includes(" = ") ? distinct > 0 && distinct <= MOST_VALUES : / [<>]=? 0$/.test(sql);
  });
}

function partialForms(candidate: Candidate, need: TableNeed): readonly Candidate[] {
  const predicates = common(need);
  const whole = predicates.length > 1 ? [predicates] : [];
  return [...predicates.map((one) => [one]), ...whole].flatMap((some) => {
    const told = new Set(some.map(({ term }) => termKey(term)));
    // What the predicate says of a column need not be asked of it again, unless it is only a range of it.
    const isTold = ({ term }: CandidateKey): boolean =>
      told.has(termKey(term)) && !some.some(({ sql }) => /[<>]|NOT NULL$/.test(sql));
    const keys = candidate.keys.filter((key) => !isTold(key));
    const predicate = some.map(({ sql }) => sql).join(" AND ");
    return keys.length === 0 ? [] : [{ ...candidate, keys, predicate }];
  });
}

const MOST_INCLUDED = 4;
const WIDEST_INCLUDED = 64;

function coveringForm(candidate: Candidate, { columns, table }: TableNeed): readonly Candidate[] {
  if (columns === null) return [];
  const held = new Set(candidate.keys.flatMap(({ term }) => (term.kind === "column" ? [term.name] : [])));
  const include = columns.filter((name) => !held.has(name) && !isTold(candidate, name));
  const width = include.reduce((sum, name) => sum + widthOf(table, { kind: "column", name }), 0);
  const isFew = include.length > 0 && include.length <= MOST_INCLUDED && width <= WIDEST_INCLUDED;
  return isFew ? [{ ...candidate, include }] : [];
}

/** A column of which the predicate says all: its value is not read from the index. */
const isTold = ({ predicate }: Candidate, name: string): boolean =>
  predicate !== null && predicate.split(" AND ").some((part) => part === name || part === `${name} IS NULL`);

/** How many needs compare each term for equality or join by it. */
export function popularityOf(needs: readonly TableNeed[]): Popularity {
  const counts = new Map<string, number>();
  const keyOf = (table: Table, term: TableNeed["equality"][number]): string =>
    `${table.schema}.${table.name} ${termKey(term)}`;
  for (const { table, equality, joins } of needs)
    for (const term of [...equality, ...joins])
      counts.set(keyOf(table, term), (counts.get(keyOf(table, term)) ?? 0) + 1);
  return (table, term) => counts.get(keyOf(table, term)) ?? 0;
}

/** Every column that an index holds: those of its keys, and those that it includes. */
export const columnsOfCandidate = ({ keys, include }: Candidate): readonly string[] => [
  ...keys.flatMap(({ term }) => columnsOf(term)),
  ...include,
];
