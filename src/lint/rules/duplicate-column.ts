import type { Rule, Trouble } from "../rule.ts";
import { everyNode, fieldsOf, listOf, numberOf, textOf, treeOf, wordsOf, type Tree } from "../tree/node.ts";
import type { LintStatement } from "../statement.ts";

/** A column named twice where PostgreSQL takes it once: the statement fails. */
export const duplicateColumn: Rule = {
  code: "duplicate-column",
  severity: "error",
  concern: "failure",
  check: (statement) => listsOf(statement).flatMap(({ names, isAssignment }) => repeated(names, isAssignment)),
};

interface Named {
  readonly name: string;
  /** `.x` or `[1]` behind it. */
  readonly isPart: boolean;
  readonly at: number;
}

interface Names {
  readonly names: readonly Named[];
  readonly isAssignment: boolean;
}

function listsOf({ node: { kind, fields } }: LintStatement): readonly Names[] {
  const list = (names: readonly Named[], isAssignment = false): Names => ({ names, isAssignment });
  if (kind === "UpdateStmt") return [list(targets(fields, "targetList"), true)];
  if (kind === "InsertStmt")
    return [list(targets(fields, "cols"), true), list(targets(treeOf(fields, "onConflictClause"), "targetList"), true)];
  if (kind === "MergeStmt")
    return everyNode(fields["mergeWhenClauses"], "MergeWhenClause").map((each) =>
      list(targets(each, "targetList"), true),
    );
  if (kind === "CreateStmt") return [list(columns(fields))];
  if (kind === "CreateForeignTableStmt") return [list(columns(treeOf(fields, "base")))];
  if (kind === "ViewStmt") return [aliases(fields) ?? list(outputs(treeOf(fields, "query")))];
  const makes = kind === "CreateTableAsStmt" || fields["intoClause"] !== undefined;
  return makes ? [list(outputs(treeOf(fields, "query") ?? { SelectStmt: fields }))] : [];
}

const targets = (fields: Tree | undefined, name: string): readonly Named[] =>
  listOf(fields, name).map((each) => {
    const target = fieldsOf(each, "ResTarget");
    return {
      name: textOf(target, "name") ?? "",
      isPart: listOf(target, "indirection").length > 0,
      at: numberOf(target, "location"),
    };
  });

const columns = (fields: Tree | undefined): readonly Named[] =>
  listOf(fields, "tableElts").map((each) => {
    const column = fieldsOf(each, "ColumnDef");
    return { name: textOf(column, "colname") ?? "", isPart: false, at: numberOf(column, "location") };
  });

function aliases(fields: Tree): Names | undefined {
  const names = wordsOf(listOf(fields, "aliases"));
  return names.length === 0
    ? undefined
    : { names: names.map((name) => ({ name, isPart: false, at: 0 })), isAssignment: false };
}

/** The names of a query's columns, as far as they can be read without the catalogue. */
function outputs(query: Tree | undefined): readonly Named[] {
  return listOf(fieldsOf(query, "SelectStmt"), "targetList").map((each) => {
    const target = fieldsOf(each, "ResTarget");
    const own = wordsOf(listOf(fieldsOf(target?.["val"], "ColumnRef"), "fields")).at(-1);
    return { name: textOf(target, "name") ?? own ?? "", isPart: false, at: numberOf(target, "location") };
  });
}

/** Two parts of one column may be set side by side; a part and the whole may not. */
function repeated(names: readonly Named[], isAssignment: boolean): readonly Trouble[] {
  return names
    .filter(
      ({ name, isPart }, at) =>
        name !== "" &&
        names.some((other, index) => index !== at && other.name === name && !(isAssignment && isPart && other.isPart)),
    )
    .map(({ name, at }) => ({ subject: { kind: "column", name }, evidence: {}, at }));
}
