import { isRecord } from "../../kit/index.ts";
import { fields, list, text, type Tree, words } from "./node.ts";

/** A relation as a statement names it. */
export interface Source {
  /** Undefined where the search path decides. */
  readonly schema: string | undefined;
  readonly name: string;
  /** How columns call it. */
  readonly alias: string;
}

/** A column as a statement names it: `o.user_id`, or `user_id` alone. */
export interface ColumnName {
  readonly alias: string | undefined;
  readonly column: string;
}

/** What a FROM clause brings: its relations, and the conditions written in its joins. */
export interface From {
  readonly sources: readonly Source[];
  readonly conditions: readonly unknown[];
  /** Columns of `USING (…)`, which both sides have. */
  readonly using: readonly string[];
  /** Queries in FROM. */
  readonly queries: readonly unknown[];
}

const NOTHING: From = { sources: [], conditions: [], using: [], queries: [] };

/** Reads the items of a FROM clause, joins taken apart. */
export function readFrom(items: readonly unknown[]): From {
  return items.map(readItem).reduce(joined, NOTHING);
}

function joined(a: From, b: From): From {
  return {
    sources: [...a.sources, ...b.sources],
    conditions: [...a.conditions, ...b.conditions],
    using: [...a.using, ...b.using],
    queries: [...a.queries, ...b.queries],
  };
}

function readItem(item: unknown): From {
  const relation = fields(item, "RangeVar");
  if (relation !== undefined) return { ...NOTHING, sources: [sourceOf(relation)] };
  const query = fields(item, "RangeSubselect");
  if (query !== undefined) return { ...NOTHING, queries: [query["subquery"]] };
  const join = fields(item, "JoinExpr");
  if (join === undefined) return NOTHING;
  const own: From = { ...NOTHING, conditions: [join["quals"]], using: words(list(join, "usingClause")) };
  return [readItem(join["larg"]), readItem(join["rarg"]), own].reduce(joined);
}

/** A RangeVar, in FROM or as the target of UPDATE and DELETE. */
export function sourceOf(relation: Tree): Source {
  const name = text(relation, "relname") ?? "";
  const alias = isRecord(relation["alias"]) ? relation["alias"] : undefined;
  return { schema: text(relation, "schemaname"), name, alias: text(alias, "aliasname") ?? name };
}

/** `a.x` and `x`; `s.t.x` is called by its table. */
export function columnOf(node: unknown): ColumnName | undefined {
  const reference = fields(node, "ColumnRef");
  const names = words(list(reference, "fields"));
  const column = names.at(-1);
  if (column === undefined || names.length !== list(reference, "fields").length) return undefined;
  return { alias: names.at(-2), column };
}
