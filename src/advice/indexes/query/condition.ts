import { quoteIdentifier } from "../../../sql/index.ts";
import { columnOf, fields, list, words } from "../../statements/index.ts";
import { constantSql } from "./expression.ts";
import { likeKind, type Operation, operationOf, regexKind } from "./operators.ts";
import { ownTerm } from "./owner.ts";
import type { Known, Term } from "./term.ts";
import { columnNames } from "./walk.ts";

/** How a condition narrows a term of a table. */
export type Narrowing =
  /** One value, some values, or null. */
  | "equality"
  /** Equal to what another relation has. */
  | "join"
  | "range"
  /** LIKE with a start that is known, or may be. */
  | "prefix"
  /** LIKE and ILIKE that look inside. */
  | "inside"
  | Operation;

export interface Condition {
  readonly owner: Known;
  readonly term: Term;
  readonly narrowing: Narrowing;
  /** The condition as the predicate of a partial index; undefined where it is compared with a parameter. */
  readonly predicate?: string;
  /** Stands under OR: it narrows only together with the others there. */
  readonly isAlternative: boolean;
}

/** The conditions of a WHERE, joined by AND; those under OR are marked. */
export function conditionsOf(node: unknown, known: readonly Known[]): readonly Condition[] {
  const both = fields(node, "BoolExpr");
  if (both === undefined) return single(node, known);
  const parts = list(both, "args").flatMap((part) => conditionsOf(part, known));
  if (both["boolop"] === "AND_EXPR") return parts;
  if (both["boolop"] === "NOT_EXPR") return negated(list(both, "args")[0], known);
  return parts.map(({ owner, term, narrowing }) => ({ owner, term, narrowing, isAlternative: true }));
}

interface Wanted {
  readonly narrowing: Narrowing;
  readonly predicate?: string | undefined;
}

function condition(node: unknown, known: readonly Known[], { narrowing, predicate }: Wanted): readonly Condition[] {
  const own = ownTerm(node, known);
  if (own === undefined) return [];
  return [{ ...own, narrowing, isAlternative: false, ...(predicate === undefined ? {} : { predicate }) }];
}

function single(node: unknown, known: readonly Known[]): readonly Condition[] {
  const column = columnOf(node);
  if (column !== undefined) return truth(node, known, true);
  const nullTest = fields(node, "NullTest");
  if (nullTest !== undefined) return nullity(nullTest["arg"], known, nullTest["nulltesttype"] === "IS_NULL");
  const test = fields(node, "BooleanTest");
  if (test !== undefined) return booleanTest(test["arg"], known, test["booltesttype"]);
  const sublink = fields(node, "SubLink");
  if (sublink !== undefined)
    return sublink["subLinkType"] === "ANY_SUBLINK" ? condition(sublink["testexpr"], known, { narrowing: "join" }) : [];
  const expression = fields(node, "A_Expr");
  return expression === undefined ? called(fields(node, "FuncCall"), known) : compared(expression, known);
}

/** `starts_with(name, 'a')` is `name ^@ 'a'`. */
function called(call: Readonly<Record<string, unknown>> | undefined, known: readonly Known[]): readonly Condition[] {
  const [subject, start, ...rest] = list(call, "args");
  const isStart = words(list(call, "funcname")).at(-1) === "starts_with" && rest.length === 0;
  return isStart ? against({ narrowing: "starts" }, [subject, start], known) : [];
}

const negated = (node: unknown, known: readonly Known[]): readonly Condition[] =>
  columnOf(node) === undefined ? [] : truth(node, known, false);

function truth(node: unknown, known: readonly Known[], isTrue: boolean): readonly Condition[] {
  return condition(node, known, {
    narrowing: "equality",
    predicate: columnSql(node, (name) => (isTrue ? name : `NOT ${name}`)),
  });
}

function booleanTest(node: unknown, known: readonly Known[], kind: unknown): readonly Condition[] {
  if (kind !== "IS_TRUE" && kind !== "IS_FALSE") return [];
  return condition(node, known, {
    narrowing: "equality",
    predicate: columnSql(node, (name) => `${name} ${kind.replace("_", " ")}`),
  });
}

/** `x IS NOT NULL` narrows no search, but says which rows an index may leave out. */
function nullity(node: unknown, known: readonly Known[], isNull: boolean): readonly Condition[] {
  const predicate = columnSql(node, (name) => `${name} IS ${isNull ? "" : "NOT "}NULL`);
  return condition(node, known, { narrowing: isNull ? "equality" : "range", predicate });
}

function columnSql(node: unknown, write: (name: string) => string): string | undefined {
  const column = columnOf(node);
  return column === undefined ? undefined : write(quoteIdentifier(column.column, "postgresql"));
}

const RANGES: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

function compared(expression: Readonly<Record<string, unknown>>, known: readonly Known[]): readonly Condition[] {
  const operator = words(list(expression, "name")).at(-1) ?? "";
  const [left, right] = [expression["lexpr"], expression["rexpr"]];
  const row = list(fields(left, "RowExpr"), "args");
  if (row.length > 0) return ofRow(operator, [row, right], known);
  switch (expression["kind"]) {
    case "AEXPR_OP":
      return [...side(operator, [left, right], known), ...side(turned(operator), [right, left], known)];
    case "AEXPR_IN":
    case "AEXPR_OP_ANY":
      return operator === "=" ? against({ narrowing: "equality" }, [left, right], known) : [];
    case "AEXPR_BETWEEN":
      return against({ narrowing: "range" }, [left, right], known);
    case "AEXPR_LIKE":
      return against({ narrowing: likeKind(right) }, [left, right], known);
    case "AEXPR_ILIKE":
      return against({ narrowing: "inside" }, [left, right], known);
    default:
      return [];
  }
}

/** `(a, b) = (…)` and `(a, b) IN (…)` compare each; `(a, b) > (…)` is a range of the first, whose ties the second decides. */
function ofRow(
  operator: string,
  [row, right]: readonly [readonly unknown[], unknown],
  known: readonly Known[],
): readonly Condition[] {
  if (operator === "=") return row.flatMap((part) => against({ narrowing: "equality" }, [part, right], known));
  return RANGES.has(operator) ? against({ narrowing: "range" }, [row[0], right], known) : [];
}

const TURNED: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  [">", "<"],
  ["<=", ">="],
  [">=", "<="],
]);
const turned = (operator: string): string => TURNED.get(operator) ?? operator;

type Sides = readonly [unknown, unknown];

function side(operator: string, sides: Sides, known: readonly Known[]): readonly Condition[] {
  if (operator === "=") return equal(sides, known);
  if (RANGES.has(operator))
    return against({ narrowing: "range", predicate: rangePredicate(operator, sides) }, sides, known);
  if (operator === "~" || operator === "~*") return against({ narrowing: regexKind(operator, sides[1]) }, sides, known);
  const operation = operationOf(operator);
  return operation === undefined ? [] : against({ narrowing: operation }, sides, known);
}

function equal([left, right]: Sides, known: readonly Known[]): readonly Condition[] {
  const isJoin = columnNames(right).length > 0;
  const constant = constantSql(right);
  const predicate = constant === undefined ? undefined : columnSql(left, (name) => `${name} = ${constant}`);
  return isJoin
    ? against({ narrowing: "join" }, [left, right], known)
    : against({ narrowing: "equality", predicate }, [left, right], known);
}

function rangePredicate(operator: string, [left, right]: Sides): string | undefined {
  const constant = constantSql(right);
  return constant === undefined ? undefined : columnSql(left, (name) => `${name} ${operator} ${constant}`);
}

/** The other side may not read the same table: `a = a + 1` is no search. */
function against(wanted: Wanted, [left, right]: Sides, known: readonly Known[]): readonly Condition[] {
  const own = ownTerm(left, known);
  const others = columnNames(right).map((name) => ownTerm({ ColumnRef: { fields: nameFields(name) } }, known));
  if (own === undefined || others.some((other) => other?.owner === own.owner)) return [];
  return condition(left, known, wanted);
}

const nameFields = ({ alias, column }: ReturnType<typeof columnNames>[number]): readonly unknown[] =>
  [alias, column].flatMap((name) => (name === undefined ? [] : [{ String: { sval: name } }]));
