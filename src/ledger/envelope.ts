import { classify, type Statement } from "../sql/index.ts";

interface Enveloped {
  readonly statement: Statement;
}

/**
 * A file that is itself one `BEGIN; … COMMIT;` says what happens anyway: the pair is left away. Any other control of
 * transactions stays, to be refused.
 */
export function unwrapTransaction<Item extends Enveloped>(items: readonly Item[]): readonly Item[] {
  const [first, last] = [items[0], items.at(-1)];
  const isWrapped = isPlain(first, /^(BEGIN|BEGIN WORK|BEGIN TRANSACTION|START TRANSACTION)$/i);
  if (!isWrapped || !isPlain(last, /^(COMMIT|END)( WORK| TRANSACTION)?$/i)) return items;
  const inner = items.slice(1, -1);
  const isControlled = inner.some(({ statement }) => classify(statement, "postgresql").transaction === "control");
  return isControlled || inner.length === 0 ? items : inner;
}

/** With options (an isolation level, AND CHAIN) it says more than the runner does. */
function isPlain(item: Enveloped | undefined, form: RegExp): boolean {
  return form.test(item?.statement.tokens.map((token) => token.text).join(" ") ?? "");
}
