import { isRecord } from "../../kit/index.ts";
import { type Condition, conditionsOf } from "./conditions.ts";
import { fields, list, text, type Tree } from "./node.ts";
import { columnOf, type ColumnName, type From, readFrom, type Source, sourceOf } from "./scope.ts";

/** One level of a statement: relations, what narrows them, how they are sorted. */
export interface Query {
  readonly sources: readonly Source[];
  readonly conditions: readonly Condition[];
  readonly using: readonly string[];
  readonly sort: readonly ColumnName[];
}

/** Every level of a parsed text that reads tables: the statement, its subqueries, its CTEs. */
export function queriesOf(tree: unknown): readonly Query[] {
  const commonNames = new Set(namesOfCommonTables(tree));
  return levelsOf(tree).map((level) => withoutCommonTables(level, commonNames));
}

/** A CTE's name hides a table's; it has no index either way. */
function withoutCommonTables(query: Query, names: ReadonlySet<string>): Query {
  const isTable = (source: Source): boolean => source.schema !== undefined || !names.has(source.name);
  return { ...query, sources: query.sources.filter(isTable) };
}

function namesOfCommonTables(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesOfCommonTables);
  if (!isRecord(node)) return [];
  const own = text(fields(node, "CommonTableExpr"), "ctename");
  return [...(own === undefined ? [] : [own]), ...Object.values(node).flatMap(namesOfCommonTables)];
}

/** A walk over everything: a query can stand in any clause. */
function levelsOf(node: unknown): readonly Query[] {
  if (Array.isArray(node)) return node.flatMap(levelsOf);
  if (!isRecord(node)) return [];
  const below = Object.entries(node).flatMap(([name, value]) => levelsOf(asNode(name, value)));
  const level = levelOf(node);
  return level === undefined ? below : [level, ...below];
}

/** The two halves of a UNION are the only queries in the tree that do not say what they are. */
function asNode(name: string, value: unknown): unknown {
  const isHalf = (name === "larg" || name === "rarg") && isRecord(value) && "limitOption" in value;
  return isHalf ? { SelectStmt: value } : value;
}

function levelOf(node: Tree): Query | undefined {
  const select = fields(node, "SelectStmt");
  if (select !== undefined) return queryOf(select, readFrom(list(select, "fromClause")));
  const update = fields(node, "UpdateStmt");
  if (update !== undefined) return queryOf(update, withTarget(update, "fromClause"));
  const removal = fields(node, "DeleteStmt");
  return removal === undefined ? undefined : queryOf(removal, withTarget(removal, "usingClause"));
}

function withTarget(statement: Tree, clause: string): From {
  const from = readFrom(list(statement, clause));
  const target = statement["relation"];
  return isRecord(target) ? { ...from, sources: [sourceOf(target), ...from.sources] } : from;
}

function queryOf(statement: Tree, from: From): Query {
  return {
    sources: from.sources,
    conditions: [...from.conditions, statement["whereClause"]].flatMap(conditionsOf),
    using: from.using,
    sort: list(statement, "sortClause").flatMap((item) => columnOf(fields(item, "SortBy")?.["node"]) ?? []),
  };
}
