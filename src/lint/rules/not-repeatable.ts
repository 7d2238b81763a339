import { droppedRelations } from "../history.ts";
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
    if (statement.transaction !== undefined || script.statements.length === 1) return [];
    return [...wholeTroubles(statement, script), ...actionTroubles(statement, script)];
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

function wholeTroubles(statement: LintStatement, script: Script): readonly Trouble[] {
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
  if (kind === "IndexStmt" && textOf(fields, "idxname") === undefined) return [];
  // IF NOT EXISTS would pass over an INVALID leftover.
  if (isSet(fields, "concurrent"))
    return isIndexDroppedBefore(statement, script, name)
      ? []
      : [trouble(name, "DROP INDEX CONCURRENTLY IF EXISTS", undefined)];
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

const isIndexDroppedBefore = ({ index }: LintStatement, script: Script, name: string): boolean =>
  (dropsIn(script).indexes.get(name) ?? index) < index;

const isDroppedBefore = ({ index }: LintStatement, script: Script, name: string | undefined): boolean =>
  (dropsIn(script).constraints.get(name ?? "") ?? index + 1) <= index;

/** By name, the first statement that drops it. */
interface Drops {
  readonly indexes: Map<string, number>;
  readonly constraints: Map<string, number>;
}

/** Worked out once per script. */
const known = new WeakMap<Script, Drops>();

function dropsIn(script: Script): Drops {
  const before = known.get(script);
  if (before !== undefined) return before;
  const drops: Drops = { indexes: new Map(), constraints: new Map() };
  known.set(script, drops);
  for (const { index, node } of script.statements) {
    const isIndex = node.kind === "DropStmt" && textOf(node.fields, "removeType") === "OBJECT_INDEX";
    for (const { name } of isIndex ? droppedRelations(node.fields) : []) keepFirst(drops.indexes, name, index);
    for (const { subtype, name } of commandsOf(node))
      if (subtype === "AT_DropConstraint") keepFirst(drops.constraints, name, index);
  }
  return drops;
}

function keepFirst(map: Map<string, number>, name: string, index: number): void {
  if (!map.has(name)) map.set(name, index);
}
