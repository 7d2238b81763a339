import { groupBy } from "../../../kit/index.ts";
import { manyHits } from "../flow/chance.ts";
import { LEVELS, type Pair } from "../flow/group.ts";
import type { Fingerprint } from "../sql/statements.ts";
import { TYPE } from "../wire/hash.ts";
import { batchedSql, shownSql } from "./batched.ts";
import type { NPlusOne, WatchedStatement } from "./n-plus-one.ts";
import { relationOf, type Relation } from "./related.ts";
import type { ColumnName, Relations } from "./relations.ts";

/** Above this chance nothing is called proven. */
const MOST_CHANCE = 0.001;

/**
 * The pairs that are proven: keys came back in an order that lookups of their own accord would hardly have, as often as the parent's
 * executions make likely, and the two columns belong together.
 */
export function judge(pairs: readonly Pair[], relations: Relations): readonly NPlusOne[] {
  const proven = pairs.flatMap((pair) => proofOf(pair, relations));
  const perChild = groupBy(proven, ({ pair }) => `${pair.child.id} ${pair.comparison}`);
  const chosen = [...perChild.values()].flatMap((rivals) => withoutEchoes(rivals));
  const perPair = groupBy(chosen, ({ pair }) => `${pair.parent.id} ${pair.child.id}`);
  const found = [...perPair.values()].flatMap((same) =>
    same.toSorted((a, b) => b.pair.children - a.pair.children).slice(0, 1),
  );
  return found.map(described).toSorted((a, b) => b.totalMs - a.totalMs);
}

interface Proof {
  readonly pair: Pair;
  readonly parent: ColumnName;
  readonly child: ColumnName;
  readonly relation: Relation;
  readonly chance: number;
}

function proofOf(pair: Pair, relations: Relations): readonly Proof[] {
  const chance = chanceOf(pair);
  if (chance > MOST_CHANCE) return [];
  const [parent, child] = [parentColumn(pair, relations), childColumn(pair)];
  const relation = relationOf(parent, child, relations);
  return relation === "none" && isInteger(pair.column.type) ? [] : [{ pair, parent, child, relation, chance }];
}

/**
 * The chance that so many results were followed by runs as unlikely as these, by the best of some levels, or that one of them was
 * followed by the unlikeliest.
 */
function chanceOf({ runs, parent, hits, best }: Pair): number {
  if (runs === 0) return 1;
  const tries = Math.max(parent.lists, hits[0] ?? 0, 1);
  const byLevel = LEVELS.map((level, at) => manyHits(hits[at] ?? 0, tries, level));
  return Math.min(1, tries * Math.exp(best), LEVELS.length * Math.min(...byLevel));
}

const isInteger = (type: number): boolean =>
  type !== TYPE.uuid && type !== TYPE.text && type !== TYPE.varchar && type !== TYPE.bpchar;

function parentColumn({ column, parent }: Pair, { tables }: Relations): ColumnName {
  const table = tables.get(column.tableOid);
  const only = parent.tables.length === 1 ? parent.tables[0]?.name : undefined;
  return { table: table?.name ?? only ?? "", column: table?.columns.get(column.attribute) ?? column.name };
}

function childColumn({ child, comparison }: Pair): ColumnName {
  const compared = child.comparisons[comparison];
  return { table: compared?.table?.name ?? "", column: compared?.column ?? "" };
}

/** Where columns belong together, what is merely equal is an echo; else the result that came last counts. */
function withoutEchoes(rivals: readonly Proof[]): readonly Proof[] {
  const related = rivals.filter(({ relation }) => relation !== "none");
  const left = related.length > 0 ? related : rivals;
  const near = left.filter(({ pair }) => pair.nearest * 2 >= pair.children);
  return near.length > 0 ? near : left;
}

function described({ pair, parent, child, relation, chance }: Proof): NPlusOne {
  const { child: fingerprint, comparison, column } = pair;
  return {
    class: pair.elsewhere === 0 ? "proven" : "proven-across-sessions",
    parentColumn: dotted(parent),
    childColumn: dotted(child),
    parentTable: parent.table === "" ? null : parent.table,
    childTable: child.table === "" ? null : child.table,
    parent: statementOf(pair.parent),
    child: statementOf(fingerprint),
    relation: relation === "none" ? "value" : relation,
    runs: pair.runs,
    queries: pair.children,
    mostQueries: pair.most,
    totalMs: pair.totalMs,
    elsewhere: pair.elsewhere,
    chance,
    batchedSql: batchedSql({
      key: fingerprint.key,
      input: fingerprint.comparisons[comparison]?.input ?? 0,
      type: column.type,
      verb: fingerprint.verb,
      isAtMostOne: fingerprint.rows <= fingerprint.executions,
    }),
    route: pair.route ?? null,
    values: pair.shown,
  };
}

const dotted = ({ table, column }: ColumnName): string => (table === "" ? column : `${table}.${column}`);

export const statementOf = ({ key, executions, totalMs, rows }: Fingerprint): WatchedStatement => ({
  sql: shownSql(key),
  executions,
  totalMs,
  rows,
});
