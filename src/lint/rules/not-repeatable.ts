import { nameOf, objectWords } from "../tree/names.ts";
import { insertAfter } from "../fix/words.ts";
import type { Edit } from "../fix/fix.ts";
import type { Rule, Trouble } from "../rule.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { commandsOf } from "../tree/commands.ts";
import { isSet, listOf, textOf, treeOf } from "../tree/node.ts";

/** Statements outside a transaction that fail when the file is run again after a failure in its middle. */
export const notRepeatable: Rule = {
  code: "not-repeatable",
  severity: "off",
  concern: "style",
  check: (statement, script) => {
    const alone = script.statements.length === 1 || script.statements.every(({ index }) => index === statement.index);
    if (statement.transaction !== undefined || alone) return [];
    return [...wholeTroubles(statement), ...actionTroubles(statement, script)];
  },
};

const trouble = (name: string, words: string, edit: Edit | undefined): Trouble => ({
  subject: { kind: "statement", name },
  evidence: { words },
  fix: edit === undefined ? undefined : { kind: "edits", edits: [edit], run: "together" },
});

const CREATES: ReadonlyMap<string, string> = new Map([
  ["CreateStmt", "TABLE"],
  ["IndexStmt", "INDEX"],
  ["CreateSeqStmt", "SEQUENCE"],
  ["CreateSchemaStmt", "SCHEMA"],
  ["CreateExtensionStmt", "EXTENSION"],
]);

function wholeTroubles(statement: LintStatement): readonly Trouble[] {
  const { kind, fields } = statement.node;
  if (kind === "DropStmt" && !isSet(fields, "missing_ok")) {
    const words = isSet(fields, "concurrent")
      ? "CONCURRENTLY"
      : (textOf(fields, "removeType") ?? "").replace("OBJECT_", "");
    const name = nameOf(objectWords(listOf(fields, "objects")[0])).name;
    return [trouble(name, "IF EXISTS", insertAfter(statement, words, "IF EXISTS"))];
  }
  const word = CREATES.get(kind);
  if (
    word === undefined ||
    isSet(fields, "if_not_exists") ||
    textOf(treeOf(fields, "relation"), "relpersistence") === "t"
  )
    return [];
  const name =
    textOf(fields, "idxname") ?? textOf(treeOf(fields, "relation"), "relname") ?? textOf(fields, "schemaname") ?? "";
  // For an index built CONCURRENTLY it would hide an INVALID leftover.
  if (isSet(fields, "concurrent") || (kind === "IndexStmt" && textOf(fields, "idxname") === undefined)) return [];
  return [trouble(name, "IF NOT EXISTS", insertAfter(statement, word, "IF NOT EXISTS"))];
}

function actionTroubles(statement: LintStatement, script: Script): readonly Trouble[] {
  return commandsOf(statement.node).flatMap(({ subtype, name, fields, column, constraint }) => {
    if (isSet(fields, "missing_ok")) return [];
    if (subtype === "AT_AddColumn")
      return [
        trouble(textOf(column, "colname") ?? "", "IF NOT EXISTS", insertAfter(statement, "COLUMN", "IF NOT EXISTS")),
      ];
    if (subtype === "AT_DropColumn") return [trouble(name, "IF EXISTS", insertAfter(statement, "COLUMN", "IF EXISTS"))];
    if (subtype === "AT_DropConstraint")
      return [trouble(name, "IF EXISTS", insertAfter(statement, "CONSTRAINT", "IF EXISTS"))];
    const added = textOf(constraint, "conname");
    if (subtype !== "AT_AddConstraint" || isDroppedBefore(statement, script, added)) return [];
    return [trouble(added ?? "", "DROP CONSTRAINT IF EXISTS", undefined)];
  });
}

function isDroppedBefore(statement: LintStatement, { statements }: Script, name: string | undefined): boolean {
  return statements.some(
    (earlier) =>
      earlier.index <= statement.index &&
      commandsOf(earlier.node).some((command) => command.subtype === "AT_DropConstraint" && command.name === name),
  );
}
