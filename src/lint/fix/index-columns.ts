import type { LintStatement } from "../statement.ts";
import { fieldsOf, listOf, nodeOf, textOf, treeOf, wordsOf } from "../tree/node.ts";
import { typeNameOf } from "../tree/type-name.ts";

/** The columns of an index as the name has them that the server chooses for it. Source: ChooseIndexColumnNames in indexcmds.c. */
export function indexColumns({ node: { fields } }: LintStatement): readonly string[] {
  const all = [...listOf(fields, "indexParams"), ...listOf(fields, "indexIncludingParams")];
  const names: string[] = [];
  for (const each of all) {
    const element = fieldsOf(each, "IndexElem");
    names.push(unused(textOf(element, "name") ?? expressionName(element?.["expr"]) ?? "expr", names));
  }
  return names;
}

function unused(name: string, names: readonly string[]): string {
  let chosen = name;
  for (let number = 1; names.includes(chosen); number += 1) chosen = `${name}${number}`;
  return chosen;
}

/** As a column of a query would be called. Source: FigureColname in parse_target.c. */
function expressionName(expression: unknown): string | undefined {
  const { kind, fields } = nodeOf(expression);
  if (kind === "ColumnRef") return wordsOf(listOf(fields, "fields")).at(-1);
  if (kind === "FuncCall") return wordsOf(listOf(fields, "funcname")).at(-1);
  if (kind === "CoalesceExpr") return "coalesce";
  if (kind === "MinMaxExpr") return textOf(fields, "op") === "IS_LEAST" ? "least" : "greatest";
  if (kind === "CollateClause") return expressionName(fields["arg"]);
  if (kind === "CaseExpr") return expressionName(fields["defresult"]) ?? "case";
  if (kind === "TypeCast") return expressionName(fields["arg"]) ?? typeNameOf(treeOf(fields, "typeName")).name;
  return undefined;
}
