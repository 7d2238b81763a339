import type { Table } from "../../../catalog/index.ts";
import { columnsOf, type TableNeed, type Term } from "../query/index.ts";
import { type Candidate, plainKey } from "./candidate.ts";
import { type Asked, classesFor, type OperatorClass } from "./operator-classes.ts";
import { columnNamed, widthOf } from "./statistics.ts";

/** Extensions that the database has: their operator classes may be used. */
export type Extensions = ReadonlySet<string>;

/** Indexes of other methods than btree: what the operators of a need ask for, hashes of wide values, and BRIN for what lies on disk in its order. */
export function otherMethods(need: TableNeed, extensions: Extensions): readonly Candidate[] {
  const { table } = need;
  return [
    ...byOperator(need).flatMap(({ candidate, extension }) =>
      extension === null || extensions.has(extension) ? [candidate] : [],
    ),
    ...(extensions.has("btree_gist") ? need.operations.flatMap(({ term }) => besideEquality(need, term)) : []),
    ...need.prefixes.map((term) => keyed(table, { method: "btree", name: patternClass(table, term) }, term)),
    ...hashOf(need),
    ...need.ranges.flatMap((term) => brinOf(table, term)),
  ];
}

/** An index that would be worth asking about if the database had an extension. */
export interface Wanting {
  readonly candidate: Candidate;
  readonly extension: string;
}

/** What operators ask for and no extension of the database gives. */
export function wantingExtensions(need: TableNeed, extensions: Extensions): readonly Wanting[] {
  return byOperator(need).flatMap(({ candidate, extension }) =>
    extension === null || extensions.has(extension) ? [] : [{ candidate, extension }],
  );
}

interface ByOperator {
  readonly candidate: Candidate;
  readonly extension: string | null;
}

function byOperator(need: TableNeed): readonly ByOperator[] {
  const { table, nearest } = need;
  const asked: readonly { readonly what: Asked; readonly term: Term }[] = [
    ...need.operations.map(({ operation, term }) => ({ what: operation, term })),
    ...need.inside.map((term) => ({ what: "inside" as const, term })),
    ...need.equality.map((term) => ({ what: "equality" as const, term })),
    ...need.alternatives.flatMap(({ narrowing, term }) =>
      narrowing === "join" || narrowing === "range" || narrowing === "prefix" ? [] : [{ what: narrowing, term }],
    ),
    ...(nearest === null ? [] : [{ what: "nearest" as const, term: nearest }]),
  ];
  return asked.flatMap(({ what, term }) =>
    classesFor(what, typeOf(table, term)).map((one) => ({
      candidate: ofClass(table, one, term),
      extension: one.extension,
    })),
  );
}

function ofClass(table: Table, { method, name }: OperatorClass, term: Term): Candidate {
  return keyed(table, { method, name: name === "pattern" ? patternClass(table, term) : name }, term);
}

function keyed(table: Table, how: Pick<OperatorClass, "method" | "name">, term: Term): Candidate {
  const keys = [{ ...plainKey(term), operatorClass: how.name }];
  return { table, method: how.method, keys, include: [], predicate: null };
}

/** Values that btree_gist lets stand before a range in one index. */
const PLAIN_TYPE = /^(?:smallint|integer|bigint|uuid|text|character varying|date|timestamp|numeric|inet)/;

/** `room = $1 AND during && $2`: the value first, then the range, in one GiST index. */
function besideEquality({ table, equality }: TableNeed, range: Term): readonly Candidate[] {
  if (!/(?:range|multirange)$/.test(typeOf(table, range))) return [];
  const values = equality.filter((term) => PLAIN_TYPE.test(typeOf(table, term)));
  return values.map((term) => ({
    table,
    method: "gist",
    keys: [plainKey(term), plainKey(range)],
    include: [],
    predicate: null,
  }));
}

function typeOf(table: Table, term: Term): string {
  const [name, ...rest] = columnsOf(term);
  const type = name === undefined || rest.length > 0 ? undefined : columnNamed(table, name)?.type;
  return term.kind === "column" ? (type ?? "") : "";
}

/** In any other collation than C the order of words is not the order of their letters. */
function patternClass(table: Table, term: Term): string | null {
  const [name] = columnsOf(term);
  const column = name === undefined ? undefined : columnNamed(table, name);
  if (column?.collation === "pg_catalog.C") return null;
  if (term.kind === "column" && column?.type.startsWith("character varying") === true) return "varchar_pattern_ops";
  return column?.type.startsWith("character(") === true ? "bpchar_pattern_ops" : "text_pattern_ops";
}

/** From here on a hash takes a fraction of what the value itself takes, and the widest values fit no btree. */
const WIDE_BYTES = 64;

/** One wide text compared for equality and nothing else. */
function hashOf({ table, equality, ranges, sort }: TableNeed): readonly Candidate[] {
  const [only, ...rest] = equality;
  if (only === undefined || rest.length > 0 || ranges.length > 0 || sort.length > 0) return [];
  const isText = /^(?:text|character varying|bytea)/.test(typeOf(table, only));
  return isText && widthOf(table, only) >= WIDE_BYTES ? [keyed(table, { method: "hash", name: null }, only)] : [];
}

const LEAST_CORRELATION = 0.95;
/** Below some 80 MB a btree is small enough. */
const LEAST_PAGES = 10_000;

function brinOf(table: Table, term: Term): readonly Candidate[] {
  const column = term.kind === "column" ? columnNamed(table, term.name) : undefined;
  const correlation = Math.abs(column?.statistics?.correlation ?? 0);
  if (correlation < LEAST_CORRELATION || table.pages < LEAST_PAGES) return [];
  return [keyed(table, { method: "brin", name: null }, term)];
}
