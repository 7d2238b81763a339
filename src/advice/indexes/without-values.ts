/** Names, quoted or not, and parameters stay; what stands in quotes and numbers are values. `E'…'` doubles its quotes when the server writes it. */
const PARTS = /"(?:[^"]|"")*"|\$\d+|'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_$]*|\d[\d.]*(?:[eE][+-]?\d+)?/gu;

/**
 * An expression as the server writes it in a plan, without its constants.
 *
 * @example
 * withoutValues("((status)::text = 'open'::text) AND (total > 5)"); // "((status)::text = '…'::text) AND (total > …)"
 */
export const withoutValues = (expression: string): string =>
  expression.replaceAll(PARTS, (part) => {
    if (part.startsWith("'")) return "'…'";
    return /^\d/.test(part) ? "…" : part;
  });
