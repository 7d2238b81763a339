import type { LintStatement } from "./statement.ts";
import type { Severity } from "../kit/index.ts";
import type { Rule, Trouble } from "./rule.ts";
import type { Edit } from "./fix/fix.ts";
import { typeEdit } from "./fix/type-edit.ts";
import { commandsOf } from "./tree/commands.ts";
import { relationOf, spelled } from "./tree/names.ts";
import { listOf, nodesOf, treeOf } from "./tree/node.ts";
import { columnName, typeOfColumn, type TypeName } from "./tree/type-name.ts";

/** A column that a statement declares, or gives another type. */
interface Declared {
  readonly table: string;
  readonly column: string;
  readonly type: TypeName;
}

/** The columns of CREATE TABLE, ADD COLUMN and ALTER COLUMN … TYPE. */
function declaredColumns({ node }: LintStatement): readonly Declared[] {
  const { kind, fields } = node;
  const base = kind === "CreateForeignTableStmt" ? treeOf(fields, "base") : kind === "CreateStmt" ? fields : undefined;
  const table = spelled(relationOf(treeOf(base, "relation")));
  const made = nodesOf(listOf(base, "tableElts"), "ColumnDef").map((column) => ({
    table,
    column: columnName(column),
    type: typeOfColumn(column),
  }));
  const changed = commandsOf(node)
    .filter(({ subtype }) => subtype === "AT_AddColumn" || subtype === "AT_AlterColumnType")
    .map(({ relation, name, column }) => ({
      table: spelled(relation),
      column: columnName(column) || name,
      type: typeOfColumn(column),
    }));
  return [...made, ...changed];
}

interface Types {
  readonly code: string;
  readonly severity: Severity | "off";
  readonly is: (type: TypeName) => boolean;
  /** What to write instead; undefined where that is a person's choice. */
  readonly instead?: (type: TypeName) => string | undefined;
}

/** A rule about the types that columns are declared with. */
export function typeRule({ code, severity, is, instead }: Types): Rule {
  return {
    code,
    severity,
    concern: "design",
    check: (statement) =>
      declaredColumns(statement)
        .filter(({ type }) => is(type))
        .map((declared) => trouble(statement, declared, instead?.(declared.type))),
  };
}

function trouble(statement: LintStatement, { table, column, type }: Declared, instead: string | undefined): Trouble {
  const edit: Edit | undefined = instead === undefined ? undefined : typeEdit(statement, type, instead);
  return {
    subject: { kind: "column", name: `${table}.${column}` },
    evidence: { type: type.name, instead: instead ?? null },
    at: type.at,
    fix: edit === undefined ? undefined : { kind: "edits", edits: [edit], run: "together" },
  };
}
