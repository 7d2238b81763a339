import type { LintStatement } from "../statement.ts";
import { commandsOf } from "../tree/commands.ts";
import { between, findWords, upper } from "./words.ts";

/** An ALTER TABLE taken apart as text. */
export interface AlterText {
  /** `ALTER TABLE ONLY shop.orders` */
  readonly head: string;
  /** In the order of the statement's actions. */
  readonly actions: readonly string[];
}

/** Cuts an ALTER TABLE at the commas between its actions; undefined where that is not sure. */
export function alterText(statement: LintStatement): AlterText | undefined {
  const start = headEnd(statement);
  if (start < 0) return undefined;
  const cuts = commas(statement, start);
  const bounds = [start, ...cuts.map((at) => at + 1), statement.tokens.length + 1];
  const actions = bounds.slice(0, -1).map((first, index) => between(statement, first, (bounds[index + 1] ?? 0) - 1));
  if (actions.length !== commandsOf(statement.node).length) return undefined;
  return { head: between(statement, 0, start), actions };
}

/** The first token of the first action. */
function headEnd(statement: LintStatement): number {
  const { tokens } = statement;
  if (findWords(statement, "ALTER TABLE") !== 0) return -1;
  let at = 2;
  if (upper(tokens[at]) === "IF") at += 2;
  if (upper(tokens[at]) === "ONLY") at += 1;
  at += 1;
  while (tokens[at]?.text === ".") at += 2;
  return tokens[at]?.text === "*" ? at + 1 : at;
}

function commas({ tokens }: LintStatement, from: number): readonly number[] {
  let depth = 0;
  return tokens.flatMap(({ text }, at) => {
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    return at >= from && depth === 0 && text === "," ? [at] : [];
  });
}
