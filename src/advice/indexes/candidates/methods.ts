import type { Table } from "../../../catalog/index.ts";
import { columnsOf, type Operation, type TableNeed, type Term } from "../query/index.ts";
import { type Candidate, plainKey } from "./candidate.ts";
import { columnNamed } from "./statistics.ts";

/** Extensions that the database has: their operator classes may be used. */
export type Extensions = ReadonlySet<string>;

/** Indexes of other methods than btree: what the operators of a need ask for, and BRIN for what lies on disk in its order. */
export function otherMethods(need: TableNeed, extensions: Extensions): readonly Candidate[] {
  const { table } = need;
  const inside = extensions.has("pg_trgm")
    ? need.inside.map((term) => keyed(table, { method: "gin", operatorClass: "gin_trgm_ops" }, term))
    : [];
  return [
    ...need.operations.flatMap(({ operation, term }) => ofOperation(table, operation, term)),
    ...inside,
    ...need.prefixes.map((term) => keyed(table, { method: "btree", operatorClass: patternClass(table, term) }, term)),
    ...need.ranges.flatMap((term) => brinOf(table, term)),
  ];
}

function keyed(
  table: Table,
  how: { readonly method: Candidate["method"]; readonly operatorClass: string | null },
  term: Term,
): Candidate {
  const { method, operatorClass } = how;
  return { table, method, keys: [{ ...plainKey(term), operatorClass }], include: [], predicate: null };
}

const RANGE_TYPE = /(?:range|multirange)$/;

function ofOperation(table: Table, operation: Operation, term: Term): readonly Candidate[] {
  const type = typeOf(table, term);
  if (RANGE_TYPE.test(type)) return [keyed(table, { method: "gist", operatorClass: null }, term)];
  if (operation === "matches") return [keyed(table, { method: "gin", operatorClass: null }, term)];
  if (type === "jsonb")
    return operation === "contains"
      ? [
          keyed(table, { method: "gin", operatorClass: "jsonb_path_ops" }, term),
          keyed(table, { method: "gin", operatorClass: null }, term),
        ]
      : [keyed(table, { method: "gin", operatorClass: null }, term)];
  return type.endsWith("[]") ? [keyed(table, { method: "gin", operatorClass: null }, term)] : [];
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
  return column?.type.startsWith("character varying") === true ? "varchar_pattern_ops" : "text_pattern_ops";
}

const LEAST_CORRELATION = 0.95;
/** Below some 80 MB a btree is small enough. */
const LEAST_PAGES = 10_000;

function brinOf(table: Table, term: Term): readonly Candidate[] {
  const column = term.kind === "column" ? columnNamed(table, term.name) : undefined;
  const correlation = Math.abs(column?.statistics?.correlation ?? 0);
  if (correlation < LEAST_CORRELATION || table.pages < LEAST_PAGES) return [];
  return [keyed(table, { method: "brin", operatorClass: null }, term)];
}
