import { fields, list, words } from "./node.ts";
import { columnOf, type ColumnName } from "./scope.ts";

/** A condition that narrows a column, of those an AND holds together. */
export type Condition =
  /** Against a value: a constant, a parameter, anything without a column. */
  | { readonly kind: "equality" | "range"; readonly column: ColumnName }
  /** Against another relation's column. */
  | { readonly kind: "join"; readonly column: ColumnName; readonly other: ColumnName }
  /** Against what a query answers. */
  | { readonly kind: "membership"; readonly column: ColumnName };

const RANGE_OPERATORS: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** The conditions that must all hold. What stands under OR or NOT narrows nothing by itself and is left out. */
export function conditionsOf(node: unknown): readonly Condition[] {
  const both = fields(node, "BoolExpr");
  if (both !== undefined)
    return both["boolop"] === "AND_EXPR" ? list(both, "args").flatMap((part) => conditionsOf(part)) : [];
  const membership = fields(node, "SubLink");
  if (membership !== undefined) return membershipOf(membership["testexpr"], membership["subLinkType"]);
  const expression = fields(node, "A_Expr");
  if (expression === undefined) return [];
  const operator = words(list(expression, "name")).at(-1) ?? "";
  const sides = { left: expression["lexpr"], right: expression["rexpr"] };
  switch (expression["kind"]) {
    case "AEXPR_OP":
      return comparison(operator, sides);
    case "AEXPR_IN":
    case "AEXPR_OP_ANY":
      return operator === "=" ? against("equality", sides) : [];
    case "AEXPR_BETWEEN":
      return against("range", sides);
    default:
      return [];
  }
}

interface Sides {
  readonly left: unknown;
  readonly right: unknown;
}

function membershipOf(test: unknown, kind: unknown): readonly Condition[] {
  const column = columnOf(test);
  return column !== undefined && kind === "ANY_SUBLINK" ? [{ kind: "membership", column }] : [];
}

function comparison(operator: string, sides: Sides): readonly Condition[] {
  if (RANGE_OPERATORS.has(operator)) return [...against("range", sides), ...against("range", turned(sides))];
  if (operator !== "=") return [];
  const [left, right] = [columnOf(sides.left), columnOf(sides.right)];
  if (left !== undefined && right !== undefined)
    return [
      { kind: "join", column: left, other: right },
      { kind: "join", column: right, other: left },
    ];
  return [...against("equality", sides), ...against("equality", turned(sides))];
}

const turned = ({ left, right }: Sides): Sides => ({ left: right, right: left });

/** A cast or a function around the column hides it from its index, so only the bare column counts. */
function against(kind: "equality" | "range", { left, right }: Sides): readonly Condition[] {
  const column = columnOf(left);
  return column === undefined || mentionsColumn(right) ? [] : [{ kind, column }];
}

function mentionsColumn(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(mentionsColumn);
  if (typeof node !== "object" || node === null) return false;
  return "ColumnRef" in node || Object.values(node).some(mentionsColumn);
}
