import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { columnConstraints, constraintKind, type AlterCommand } from "../tree/commands.ts";
import { unitsOfBytes } from "../tree/bytes.ts";
import { numberOf, textOf, type Tree } from "../tree/node.ts";
import { columnName } from "../tree/type-name.ts";
import { replaceAction } from "./alter-steps.ts";
import { checkName } from "./check-name.ts";
import { defaultName } from "./default-name.ts";
import type { Fix, FixStep } from "./fix.ts";
import { keySteps } from "./key-steps.ts";
import { sqlName } from "./sql-name.ts";

const KINDS: ReadonlyMap<string, string> = new Map([
  ["add-check-scan", "CHECK"],
  ["add-foreign-key-scan", "FOREIGN"],
  ["add-key-build", "UNIQUE"],
]);

/** The new column first, which takes an instant; what stands beside its type then as a constraint of the table, in its safe form. */
export function columnConstraintApart(statement: LintStatement, effect: Effect, script: Script): Fix | undefined {
  const kind = KINDS.get(effect.cause ?? "");
  const isIt = ({ subtype, column }: AlterCommand): boolean =>
    subtype === "AT_AddColumn" && columnName(column) === effect.evidence["column"];
  if (script.knowledge.table(effect.relation)?.kind === "partitioned") return undefined;
  return replaceAction(statement, isIt, ({ head, action, command }) => {
    const own = columnConstraints(command.column).find((each) => constraintKind(each) === kind);
    const words = own === undefined ? undefined : wordsOf(statement, command, own);
    const at = words === undefined ? -1 : action.lastIndexOf(words);
    if (own === undefined || words === undefined || at < 0) return undefined;
    const rest = `${action.slice(0, at).trimEnd()}${action.slice(at + words.length)}`;
    const steps = stepsFor({ head, command, constraint: own, words });
    return steps === undefined ? undefined : [{ sql: `${head} ${rest}`, run: "together" }, ...steps];
  });
}

/** From where the constraint begins to the next one; what says when it is looked at belongs to it. */
export function wordsOf(statement: LintStatement, { column }: AlterCommand, own: Tree): string | undefined {
  const start = numberOf(own, "location");
  const others = columnConstraints(column)
    .filter((each) => !constraintKind(each).startsWith("ATTR_"))
    .map((each) => numberOf(each, "location"));
  if (column["collClause"] !== undefined || column["compression"] !== undefined) return undefined;
  const next = Math.min(...others.filter((each) => each > start));
  const from = unitsOfBytes(statement.sql, start);
  const to = Number.isFinite(next) ? unitsOfBytes(statement.sql, next) : actionEnd(statement, from);
  return statement.sql.slice(from, to).trimEnd();
}

/** The comma behind the action, or the end of the statement. */
function actionEnd({ tokens, offset, sql }: LintStatement, from: number): number {
  let depth = 0;
  for (const { text, start } of tokens) {
    if (start - offset < from) continue;
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    if (depth === 0 && text === ",") return start - offset;
  }
  return sql.length;
}

interface Taken {
  readonly head: string;
  readonly command: AlterCommand;
  readonly constraint: Tree;
  readonly words: string;
}

function stepsFor({ head, command, constraint, words }: Taken): readonly FixStep[] | undefined {
  const column = columnName(command.column);
  const kind = constraintKind(constraint);
  const body = words.replace(/^constraint\s+(?:"(?:[^"]|"")+"|[^\s"]+)\s+/i, "");
  if (kind === "UNIQUE") {
    const keys = [{ String: { sval: column } }];
    return keySteps({ head, relation: command.relation, constraint: { ...constraint, keys }, isLoose: () => false });
  }
  const given = textOf(constraint, "conname");
  const chosen =
    kind === "CHECK"
      ? checkName(command.relation.name, constraint)
      : defaultName(command.relation.name, [column], "fkey");
  const name = sqlName(given ?? chosen);
  const rule = kind === "CHECK" ? body : `FOREIGN KEY (${sqlName(column)}) ${body}`;
  return [
    { sql: `${head} ADD CONSTRAINT ${name} ${rule} NOT VALID`, run: "together" },
    { sql: `${head} VALIDATE CONSTRAINT ${name}`, run: "apart" },
  ];
}
