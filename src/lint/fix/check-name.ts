import { everyNode, listOf, wordsOf, type Tree } from "../tree/node.ts";
import { defaultName } from "./default-name.ts";

/** The name that PostgreSQL chooses for a check: with the column where it speaks of one only. */
export function checkName(table: string, constraint: Tree): string {
  const named = everyNode(constraint["raw_expr"], "ColumnRef").flatMap((each) =>
    wordsOf(listOf(each, "fields")).slice(-1),
  );
  const columns = [...new Set(named)];
  return defaultName(table, columns.length === 1 ? columns : [], "check");
}
