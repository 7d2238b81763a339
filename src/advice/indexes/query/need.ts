import type { Table } from "../../../catalog/index.ts";
import { groupBy, isRecord } from "../../../kit/index.ts";
import { fields, list, type TablesByName, words } from "../../statements/index.ts";
import { type Condition, conditionsOf, type Narrowing } from "./condition.ts";
import { type Level, levelsOf } from "./level.ts";
import { DISTANCES, OPERATION_NAMES, type Operation } from "./operators.ts";
import { knownTables, ownerOf, ownTerm } from "./owner.ts";
import { hasColumn, type Known, type Term, termKey } from "./term.ts";
import { columnNames, mentions } from "./walk.ts";

export interface SortTerm {
  readonly term: Term;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What one level of a query asks of one table: all that a choice of index keys can go by. */
export interface TableNeed {
  readonly table: Table;
  readonly equality: readonly Term[];
  readonly joins: readonly Term[];
  readonly ranges: readonly Term[];
  readonly prefixes: readonly Term[];
  readonly inside: readonly Term[];
  readonly operations: readonly { readonly operation: Operation; readonly term: Term }[];
  /** Conditions under OR, each of which needs its own way. */
  readonly alternatives: readonly Condition[];
  /** The leading terms of ORDER BY, as far as they are this table's. */
  readonly sort: readonly SortTerm[];
  /** What the first few are asked for by their distance from a value: ORDER BY place <-> $1 LIMIT 10. */
  readonly nearest: Term | null;
  readonly group: readonly Term[];
  /** Conditions with constants, as predicates of partial indexes. */
  readonly predicates: readonly { readonly sql: string; readonly term: Term }[];
  /** Every column that the query reads; null where it reads all, or writes. */
  readonly columns: readonly string[] | null;
  readonly hasLimit: boolean;
}

/**
 * What a parsed statement needs, per level and table. Names are resolved as far as the catalogue allows; what stays ambiguous
 * is left out.
 *
 * @example
 * needsOf(tree, tables)[0]?.equality.length; // 1, of `select id from orders where user_id = $1`
 */
export function needsOf(tree: unknown, tables: TablesByName): readonly TableNeed[] {
  return levelsOf(tree).flatMap((level) => {
    const known = knownTables(level.sources, tables);
    const conditions = level.conditions.flatMap((node) => conditionsOf(node, known));
    return known.map((one) => needOf(one, { level, known, conditions }));
  });
}

interface Ground {
  readonly level: Level;
  readonly known: readonly Known[];
  readonly conditions: readonly Condition[];
}

function needOf(one: Known, { level, known, conditions }: Ground): TableNeed {
  const own = conditions.filter(({ owner }) => owner === one);
  const firm = own.filter(({ isAlternative }) => !isAlternative);
  const of = (kind: Narrowing): readonly Term[] =>
    distinct(firm.filter(({ narrowing }) => narrowing === kind).map(({ term }) => term));
  const extreme = extremeOf(one, level, known);
  const using = level.using.filter((name) => hasColumn(one.table, name));
  return {
    table: one.table,
    equality: of("equality"),
    joins: distinct([...of("join"), ...using.map((name) => ({ kind: "column" as const, name }))]),
    ranges: of("range"),
    prefixes: of("prefix"),
    inside: of("inside"),
    operations: operationsOf(firm),
    alternatives: own.filter(({ isAlternative }) => isAlternative),
    sort: extreme ?? sortOf(one, level, known),
    // Of all rows in their distance an index reads each by itself.
    nearest: level.statement["limitCount"] === undefined ? null : nearestOf(one, level, known),
    group: list(level.statement, "groupClause").flatMap((node) => termsOf(node, one, known)),
    predicates: firm.flatMap(({ predicate, term }) => (predicate === undefined ? [] : [{ sql: predicate, term }])),
    columns: neededColumns(one, level, known),
    hasLimit: extreme !== undefined || level.statement["limitCount"] !== undefined,
  };
}

function operationsOf(conditions: readonly Condition[]): TableNeed["operations"] {
  return conditions.flatMap(({ narrowing, term }) => {
    const operation = OPERATION_NAMES.find((one) => one === narrowing);
    return operation === undefined ? [] : [{ operation, term }];
  });
}

function distinct(terms: readonly Term[]): readonly Term[] {
  return [...groupBy(terms, termKey).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

function termsOf(node: unknown, one: Known, known: readonly Known[]): readonly Term[] {
  const own = ownTerm(node, known);
  return own?.owner === one ? [own.term] : [];
}

/** `max(at)` alone is the first of an order; nulls are no extreme, so a plain index will do. */
function extremeOf(one: Known, { statement }: Level, known: readonly Known[]): readonly SortTerm[] | undefined {
  const [target, ...rest] = list(statement, "targetList");
  const call = fields(fields(target, "ResTarget")?.["val"], "FuncCall");
  const name = words(list(call, "funcname")).at(-1);
  if (rest.length > 0 || (name !== "min" && name !== "max") || list(statement, "groupClause").length > 0)
    return undefined;
  const [term] = termsOf(list(call, "args")[0], one, known);
  return term === undefined ? undefined : [{ term, descending: name === "max", nullsFirst: name === "max" }];
}

/** A term of another table ends what an index of this one can sort. */
function sortOf(one: Known, { statement }: Level, known: readonly Known[]): readonly SortTerm[] {
  const terms: SortTerm[] = [];
  for (const item of list(statement, "sortClause")) {
    const sort = fields(item, "SortBy");
    const [term] = termsOf(sortNode(sort?.["node"], statement), one, known);
    if (sort === undefined || term === undefined) break;
    const descending = sort["sortby_dir"] === "SORTBY_DESC";
    const nulls = sort["sortby_nulls"];
    const nullsFirst = nulls === "SORTBY_NULLS_FIRST" || (nulls !== "SORTBY_NULLS_LAST" && descending);
    terms.push({ term, descending, nullsFirst });
  }
  return terms;
}

/** The first thing that is sorted by, where it is a distance from something that is not of this query's rows. */
function nearestOf(one: Known, { statement }: Level, known: readonly Known[]): Term | null {
  const sort = fields(list(statement, "sortClause")[0], "SortBy");
  const distance = fields(sortNode(sort?.["node"], statement), "A_Expr");
  if (sort?.["sortby_dir"] === "SORTBY_DESC" || !DISTANCES.has(words(list(distance, "name")).at(-1) ?? "")) return null;
  const sides = [distance?.["lexpr"], distance?.["rexpr"]];
  const [side, ...others] = sides.filter((node) => columnNames(node).length > 0);
  return others.length === 0 ? (termsOf(side, one, known)[0] ?? null) : null;
}

/** `ORDER BY 2` and `ORDER BY alias` mean an output column. */
function sortNode(node: unknown, statement: Level["statement"]): unknown {
  const targets = list(statement, "targetList").map((item) => fields(item, "ResTarget"));
  const constant = fields(node, "A_Const");
  const place = isRecord(constant?.["ival"]) ? constant["ival"]["ival"] : undefined;
  if (typeof place === "number") return targets[place - 1]?.["val"];
  const [name, ...rest] = columnNames(node);
  const isBare =
    name !== undefined && name.alias === undefined && rest.length === 0 && isRecord(node) && "ColumnRef" in node;
  const named = isBare ? targets.find((target) => target?.["name"] === name.column) : undefined;
  return named?.["val"] ?? node;
}

function neededColumns(one: Known, { kind, statement }: Level, known: readonly Known[]): readonly string[] | null {
  if (kind === "write" || mentions(statement["targetList"], "A_Star") || list(statement, "lockingClause").length > 0)
    return null;
  const names = columnNames(statement).filter((name) => ownerOf(name, known) === one);
  return [...new Set(names.map(({ column }) => column))];
}
