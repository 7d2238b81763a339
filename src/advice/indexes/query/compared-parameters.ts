import type { Table } from "../../../catalog/index.ts";
import { isRecord } from "../../../kit/index.ts";
import { fields, type TablesByName } from "../../statements/index.ts";
import { levelsOf } from "./level.ts";
import { knownTables, ownTerm } from "./owner.ts";
import type { Known } from "./term.ts";

/** A parameter that a column is compared with. */
export interface ComparedParameter {
  readonly table: Table;
  readonly column: string;
  readonly number: number;
}

/** The parameters of a statement that stand beside a column of a known table: `user_id = $1`, `at > $2::timestamptz`. */
export function comparedParametersOf(tree: unknown, tables: TablesByName): readonly ComparedParameter[] {
  return levelsOf(tree).flatMap(({ conditions, sources }) => comparisonsOf(conditions, knownTables(sources, tables)));
}

function comparisonsOf(node: unknown, known: readonly Known[]): readonly ComparedParameter[] {
  if (Array.isArray(node)) return node.flatMap((part) => comparisonsOf(part, known));
  if (!isRecord(node)) return [];
  const expression = fields(node, "A_Expr");
  if (expression === undefined) return Object.values(node).flatMap((part) => comparisonsOf(part, known));
  if (expression["kind"] !== "AEXPR_OP" && expression["kind"] !== "AEXPR_BETWEEN") return [];
  const [left, right] = [expression["lexpr"], expression["rexpr"]];
  return [...beside(left, right, known), ...beside(right, left, known)];
}

function beside(column: unknown, value: unknown, known: readonly Known[]): readonly ComparedParameter[] {
  const own = ownTerm(column, known);
  if (own?.term.kind !== "column") return [];
  const { owner, term } = own;
  const values = Array.isArray(value) ? value : (itemsOf(value) ?? [value]);
  return values.flatMap((one: unknown) => {
    const number = (fields(one, "ParamRef") ?? fields(fields(one, "TypeCast")?.["arg"], "ParamRef"))?.["number"];
    return typeof number === "number" ? [{ table: owner.table, column: term.name, number }] : [];
  });
}

function itemsOf(value: unknown): readonly unknown[] | undefined {
  const items = fields(value, "List")?.["items"];
  return Array.isArray(items) ? items : undefined;
}
