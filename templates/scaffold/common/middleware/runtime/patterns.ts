// Patterns come from the document, texts from strangers: together they can take longer than the age of the universe.
import { createContext, Script } from "node:vm";
import { HttpError } from "./http-error.js";

/** Milliseconds that all patterns together may take before other requests are served again. */
const BUDGET_MS = 100;

const place: { pattern: RegExp; text: string } = { pattern: /(?:)/, text: "" };
const context = createContext(place);
const search = new Script("pattern.test(text)");
let spentMs = 0;

/**
 * `pattern.test(text)` in bounded time, for patterns that can try very many ways through a text. Up to `quickLength`
 * characters they are known to be quick. Error: 400 when the budget is spent.
 */
export function matches(pattern: RegExp, text: string, quickLength: number): boolean {
  if (text.length <= quickLength) return pattern.test(text);
  const start = performance.now();
  if (spentMs === 0) setImmediate(() => (spentMs = 0));
  try {
    Object.assign(place, { pattern, text });
    return search.runInContext(context, { timeout: Math.max(1, Math.ceil(BUDGET_MS - spentMs)) }) === true;
  } catch {
    throw new HttpError(400, "VALIDATION_ERROR", "A text of the request takes too long to be matched by its pattern.");
  } finally {
    Object.assign(place, { text: "" });
    spentMs += performance.now() - start;
  }
}
