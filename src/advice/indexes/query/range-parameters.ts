import { relationKey, type Table } from "../../../catalog/index.ts";
import { groupBy } from "../../../kit/index.ts";
import { fields, list, type TablesByName, words } from "../../statements/index.ts";
import { levelsOf } from "./level.ts";
import { knownTables, ownTerm } from "./owner.ts";
import type { Known } from "./term.ts";
import { mentions } from "./walk.ts";

/** A column that is compared with parameters for less or more. */
export interface RangeParameter {
  readonly table: Table;
  readonly column: string;
  /** Number of the parameter that the column is more than, and of the one that it is less than. */
  readonly above: number | null;
  readonly below: number | null;
}

/**
 * The ranges by parameters of a statement whose rows are those of one table: one level, no groups, no limit. Elsewhere the number of
 * rows that it gave says nothing about its ranges.
 */
export function rangeParametersOf(tree: unknown, tables: TablesByName): readonly RangeParameter[] {
  const [level, ...others] = levelsOf(tree);
  if (level === undefined || others.length > 0 || level.sources.length !== 1) return [];
  const { statement, conditions, sources } = level;
  const hidesRows = ["groupClause", "limitCount", "distinctClause", "havingClause"].some((name) => name in statement);
  if (hidesRows || mentions(statement["targetList"], "FuncCall")) return [];
  const known = knownTables(sources, tables);
  const bounds = conditions.flatMap((node) => boundsOf(node, known));
  const byColumn = groupBy(bounds, ({ table, column }) => `${relationKey(table)} ${column}`);
  return [...byColumn.values()].flatMap((some) => togetherOf(some));
}

interface Bound {
  readonly table: Table;
  readonly column: string;
  readonly side: "above" | "below";
  readonly number: number;
}

function togetherOf(bounds: readonly Bound[]): readonly RangeParameter[] {
  const [first] = bounds;
  const numberOf = (side: Bound["side"]): number | null => bounds.find((bound) => bound.side === side)?.number ?? null;
  if (first === undefined) return [];
  return [{ table: first.table, column: first.column, above: numberOf("above"), below: numberOf("below") }];
}

function boundsOf(node: unknown, known: readonly Known[]): readonly Bound[] {
  const both = fields(node, "BoolExpr");
  if (both !== undefined)
    return both["boolop"] === "AND_EXPR" ? list(both, "args").flatMap((part) => boundsOf(part, known)) : [];
  const expression = fields(node, "A_Expr");
  const [left, right] = [expression?.["lexpr"], expression?.["rexpr"]];
  if (expression?.["kind"] === "AEXPR_BETWEEN") {
    const [low, high] = list(fields(right, "List"), "items");
    return [...bound(left, low, { known, side: "above" }), ...bound(left, high, { known, side: "below" })];
  }
  const operator = expression?.["kind"] === "AEXPR_OP" ? (words(list(expression, "name")).at(-1) ?? "") : "";
  if (!/^[<>]=?$/.test(operator)) return [];
  const [side, turned] = operator.startsWith(">") ? (["above", "below"] as const) : (["below", "above"] as const);
  return [...bound(left, right, { known, side }), ...bound(right, left, { known, side: turned })];
}

function bound(
  column: unknown,
  value: unknown,
  { known, side }: { readonly known: readonly Known[]; readonly side: Bound["side"] },
): readonly Bound[] {
  const own = ownTerm(column, known);
  const parameter = fields(value, "ParamRef") ?? fields(fields(value, "TypeCast")?.["arg"], "ParamRef");
  const number = parameter?.["number"];
  if (own === undefined || own.term.kind !== "column" || typeof number !== "number") return [];
  return [{ table: own.owner.table, column: own.term.name, side, number }];
}
