import { classify, type Statement } from "../sql/index.ts";

/**
 * A file that is itself one `BEGIN; … COMMIT;` says what happens anyway: the pair is left away. Any other control of
 * transactions stays, to be refused.
 */
export function unwrapTransaction(statements: readonly Statement[]): readonly Statement[] {
  const [first, last] = [statements[0], statements.at(-1)];
  const isWrapped = isPlain(first, /^(BEGIN|BEGIN WORK|BEGIN TRANSACTION|START TRANSACTION)$/i);
  if (!isWrapped || !isPlain(last, /^(COMMIT|END)( WORK| TRANSACTION)?$/i)) return statements;
  const inner = statements.slice(1, -1);
  const isControlled = inner.some((statement) => classify(statement, "postgresql").transaction === "control");
  return isControlled || inner.length === 0 ? statements : inner;
}

/** With options (an isolation level, AND CHAIN) it says more than the runner does. */
function isPlain(statement: Statement | undefined, form: RegExp): boolean {
  return form.test(statement?.tokens.map((token) => token.text).join(" ") ?? "");
}
