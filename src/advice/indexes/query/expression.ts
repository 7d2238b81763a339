import { quoteIdentifier, quoteLiteral } from "../../../sql/index.ts";
import { columnOf, fields, list, text, type Tree, words } from "../../statements/index.ts";

/**
 * An expression as SQL again, from a closed set of nodes: columns, constants, casts, calls, arithmetic, `->`, `->>`, `||`.
 * Undefined for anything else. Columns lose their table's name. What cannot be indexed (a function that is not immutable)
 * the server itself refuses later.
 *
 * @example
 * expressionSql({ ColumnRef: { fields: [{ String: { sval: "u" } }, { String: { sval: "email" } }] } }); // "email"
 */
export function expressionSql(node: unknown): string | undefined {
  const column = columnOf(node);
  if (column !== undefined) return quoteIdentifier(column.column, "postgresql");
  return (
    constantSql(node) ?? callSql(node) ?? castSql(node) ?? operatorSql(node) ?? coalesceSql(node) ?? collatedSql(node)
  );
}

function collatedSql(node: unknown): string | undefined {
  const clause = fields(node, "CollateClause");
  const argument = clause === undefined ? undefined : expressionSql(clause["arg"]);
  const name = words(list(clause, "collname")).map((word) => quoteIdentifier(word, "postgresql"));
  return argument === undefined || name.length === 0 ? undefined : `${argument} COLLATE ${name.join(".")}`;
}

/** A constant as SQL; undefined for a parameter, and for what is no constant. */
export function constantSql(node: unknown): string | undefined {
  const constant = fields(node, "A_Const");
  if (constant === undefined) return undefined;
  if (constant["isnull"] === true) return "NULL";
  const string = inner(constant, "sval");
  if (string !== undefined) return quoteLiteral(text(string, "sval") ?? "", "postgresql");
  const whole = inner(constant, "ival");
  if (whole !== undefined) return String(typeof whole["ival"] === "number" ? whole["ival"] : 0);
  const truth = inner(constant, "boolval");
  if (truth !== undefined) return truth["boolval"] === true ? "true" : "false";
  const fraction = text(inner(constant, "fval"), "fval");
  return fraction !== undefined && /^[\d.eE+-]+$/.test(fraction) ? fraction : undefined;
}

/** The one-field objects in which the parser wraps what a constant is. */
const inner = (node: Tree, name: string): Tree | undefined => fields(node, name);

function callSql(node: unknown): string | undefined {
  const call = fields(node, "FuncCall");
  if (call === undefined || ["agg_star", "agg_distinct", "over", "agg_filter"].some((name) => name in call))
    return undefined;
  const name = words(list(call, "funcname")).filter((word) => word !== "pg_catalog");
  const parts = all(list(call, "args"));
  if (parts === undefined || name.length === 0) return undefined;
  return `${name.map((word) => quoteIdentifier(word, "postgresql")).join(".")}(${parts.join(", ")})`;
}

/** Types by their plain names only, without modifiers: `::date`, `::text[]` are not needed to be more. */
function castSql(node: unknown): string | undefined {
  const cast = fields(node, "TypeCast");
  const argument = cast === undefined ? undefined : expressionSql(cast["arg"]);
  const type = cast === undefined ? undefined : typeName(cast["typeName"]);
  return argument === undefined || type === undefined ? undefined : `(${argument}::${type})`;
}

function typeName(node: unknown): string | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const tree: Tree = { ...node };
  if (list(tree, "typmods").length > 0 || list(tree, "arrayBounds").length > 0) return undefined;
  const names = words(list(tree, "names"));
  return names.length === 0 ? undefined : names.map((word) => quoteIdentifier(word, "postgresql")).join(".");
}

const OPERATORS: ReadonlySet<string> = new Set(["->", "->>", "#>", "#>>", "||", "+", "-", "*", "/", "%"]);

function operatorSql(node: unknown): string | undefined {
  const operation = fields(node, "A_Expr");
  const name = words(list(operation, "name")).at(-1) ?? "";
  if (operation === undefined || operation["kind"] !== "AEXPR_OP" || !OPERATORS.has(name)) return undefined;
  const sides = all([operation["lexpr"], operation["rexpr"]]);
  return sides === undefined ? undefined : `(${sides.join(` ${name} `)})`;
}

function coalesceSql(node: unknown): string | undefined {
  const parts = all(list(fields(node, "CoalesceExpr"), "args"));
  return parts === undefined || parts.length === 0 ? undefined : `COALESCE(${parts.join(", ")})`;
}

function all(nodes: readonly unknown[]): readonly string[] | undefined {
  const parts = nodes.map(expressionSql);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
