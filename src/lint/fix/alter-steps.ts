import type { LintStatement } from "../statement.ts";
import type { AlterCommand } from "../tree/commands.ts";
import { commandsOf } from "../tree/commands.ts";
import { alterText } from "./alter-actions.ts";
import type { Fix, FixStep } from "./fix.ts";

interface Replaced {
  /** `ALTER TABLE shop.orders` */
  readonly head: string;
  /** The action's own text. */
  readonly action: string;
  readonly command: AlterCommand;
}

/** Each action in a statement and a transaction of its own. */
export function splitActions(statement: LintStatement): Fix | undefined {
  const text = alterText(statement);
  if (text === undefined) return undefined;
  return { kind: "steps", steps: text.actions.map((action) => ({ sql: `${text.head} ${action}`, run: "apart" })) };
}

/** The statement with one of its actions replaced by steps; those before and behind it stay what they are. */
export function replaceAction(
  statement: LintStatement,
  which: (command: AlterCommand) => boolean,
  steps: (found: Replaced) => readonly FixStep[] | undefined,
): Fix | undefined {
  const text = alterText(statement);
  const commands = commandsOf(statement.node);
  const index = commands.findIndex(which);
  const command = commands[index];
  const action = text?.actions[index];
  if (text === undefined || command === undefined || action === undefined) return undefined;
  const own = steps({ head: text.head, action, command });
  if (own === undefined) return undefined;
  const rest = (actions: readonly string[]): readonly FixStep[] =>
    actions.length === 0 ? [] : [{ sql: `${text.head} ${actions.join(", ")}`, run: "apart" }];
  return {
    kind: "steps",
    steps: [...rest(text.actions.slice(0, index)), ...own, ...rest(text.actions.slice(index + 1))],
  };
}
