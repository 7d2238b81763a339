import type { Rule } from "../rule.ts";
import { share } from "../transactions.ts";
import { everyNode, listOf, textOf, treeOf, wordsOf } from "../tree/node.ts";

/** A new value of an enum used in the transaction that adds it: error 55P04. */
export const enumValueUsed: Rule = {
  code: "enum-value-used",
  severity: "error",
  concern: "failure",
  check: (statement, { statements }) => {
    if (statement.transaction === undefined) return [];
    const before = additionsIn(statements).filter(
      (earlier) => earlier.index < statement.index && share(earlier, statement),
    );
    if (before.length === 0) return [];
    const added = before
      .map(({ node, line }) => ({
        value: textOf(node.fields, "newVal") ?? "",
        type: wordsOf(listOf(node.fields, "typeName")).join("."),
        line,
      }))
      .filter(
        ({ type }) =>
          !statements.some((one) => one.index < statement.index && makes(one, type) && share(one, statement)),
      );
    const words = new Set(
      everyNode(statement.node.fields, "A_Const").map((each) => textOf(treeOf(each, "sval"), "sval")),
    );
    return added
      .filter(({ value }) => statement.node.kind !== "AlterEnumStmt" && words.has(value))
      .map(({ value, type, line }) => ({
        subject: { kind: "type", name: type },
        evidence: { value, addedAtLine: line, openedBy: statement.transaction?.openedBy ?? "file" },
        fix: { kind: "steps", steps: [{ sql: statement.sql, run: "apart" }] },
      }));
  },
};

type One = Parameters<Rule["check"]>[0];

/** Worked out once per script. */
const known = new WeakMap<readonly One[], readonly One[]>();

function additionsIn(statements: readonly One[]): readonly One[] {
  const additions = known.get(statements) ?? statements.filter(isAddition);
  known.set(statements, additions);
  return additions;
}

const isAddition = ({ node }: One): boolean =>
  node.kind === "AlterEnumStmt" && textOf(node.fields, "oldVal") === undefined;

/** Of a type that the same transaction has made, values may be used at once. */
const makes = ({ node }: One, type: string): boolean =>
  node.kind === "CreateEnumStmt" && wordsOf(listOf(node.fields, "typeName")).join(".") === type;
