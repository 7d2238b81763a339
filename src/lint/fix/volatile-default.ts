import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { columnConstraints, constraintKind, type AlterCommand } from "../tree/commands.ts";
import { columnName } from "../tree/type-name.ts";
import { replaceAction } from "./alter-steps.ts";
import { batchLine } from "./batched.ts";
import { wordsOf } from "./column-constraint.ts";
import type { Fix, FixStep } from "./fix.ts";
import { checkName, notNullSteps } from "./set-not-null.ts";
import { sqlName } from "./sql-name.ts";

const KEPT = /^(?:CHECK|FOREIGN|UNIQUE)$/;

/**
 * A column whose default is another one for each row: the column without it, the default for rows to come, the rows that are there
 * part by part, and NOT NULL last of all, behind a check.
 */
export function volatileDefaultApart(statement: LintStatement, effect: Effect, script: Script): Fix | undefined {
  if (effect.evidence["reason"] !== "volatile-default") return undefined;
  const line = batchLine(effect.relation, script);
  const isIt = ({ subtype, column }: AlterCommand): boolean =>
    subtype === "AT_AddColumn" && columnName(column) === effect.evidence["column"];
  if (line === undefined) return undefined;
  return replaceAction(statement, isIt, ({ head, action, command }) => {
    const bare = withoutDefault(statement, command, action);
    // ONLY and * stand in an ALTER TABLE alone.
    const table = /^alter\s+table\s+(?<table>[^*]+?)\s*$/i.exec(head)?.groups?.["table"];
    if (bare === undefined || table === undefined || /^(?:if|only)\s/i.test(table)) return undefined;
    const column = sqlName(columnName(command.column));
    const fill = `${line}\nUPDATE ${table} SET ${column} = DEFAULT WHERE ${column} IS NULL`;
    return [
      { sql: `${head} ${bare.action}`, run: "together" },
      { sql: `${head} ALTER COLUMN ${column} SET DEFAULT ${bare.value}`, run: "together" },
      { sql: fill, run: "outside" },
      ...(bare.isRequired ? requiredSteps(head, command) : []),
    ];
  });
}

interface Bare {
  readonly action: string;
  /** The default's expression. */
  readonly value: string;
  readonly isRequired: boolean;
}

/** ADD COLUMN without its default and NOT NULL; undefined where what it says beside them needs them. */
function withoutDefault(statement: LintStatement, command: AlterCommand, action: string): Bare | undefined {
  const constraints = columnConstraints(command.column).filter((each) => !constraintKind(each).startsWith("ATTR_"));
  const out = constraints.filter((each) => !KEPT.test(constraintKind(each)));
  if (out.some((each) => !/^(?:DEFAULT|NOTNULL)$/.test(constraintKind(each)))) return undefined;
  const words = out.map((each) => ({ kind: constraintKind(each), text: wordsOf(statement, command, each) }));
  let rest = action;
  for (const { text } of words) {
    const at = text === undefined ? -1 : rest.lastIndexOf(text);
    if (text === undefined || at < 0) return undefined;
    rest = `${rest.slice(0, at).trimEnd()}${rest.slice(at + text.length)}`;
  }
  const value = words.find(({ kind }) => kind === "DEFAULT")?.text?.replace(/^default\s+/i, "");
  if (value === undefined || /^constraint\s/i.test(value)) return undefined;
  return { action: rest, value, isRequired: words.some(({ kind }) => kind === "NOTNULL") };
}

function requiredSteps(head: string, { relation, column }: AlterCommand): readonly FixStep[] {
  const name = columnName(column);
  return [
    ...notNullSteps(head, { table: relation.name, column: name }),
    { sql: `${head} ALTER COLUMN ${sqlName(name)} SET NOT NULL`, run: "apart", isSettled: true },
    { sql: `${head} DROP CONSTRAINT ${checkName(relation.name, name)}`, run: "together" },
  ];
}
