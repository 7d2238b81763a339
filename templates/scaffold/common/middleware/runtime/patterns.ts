// Patterns come from the document, texts from strangers: together they can take longer than the age of the universe.
import { createContext, Script } from "node:vm";
import { HttpError } from "./http-error.js";

/** Texts of this length are quick for any pattern: the worst double their time with each character. */
const QUICK = 20;
/** Longer texts are quick as well where nothing that repeats is repeated and few things repeat. */
const QUICK_FOR_PLAIN = 200;
/** Milliseconds that all patterns together may take before other requests are served again. */
const BUDGET_MS = 100;

const place: { pattern: RegExp; text: string } = { pattern: /(?:)/, text: "" };
const context = createContext(place);
const search = new Script("pattern.test(text)");
const lengths = new WeakMap<RegExp, number>();
let spentMs = 0;

/** `pattern.test(text)` in bounded time. Error: 400 when the budget is spent. */
export function matches(pattern: RegExp, text: string): boolean {
  if (text.length <= QUICK || text.length <= quickLength(pattern)) return pattern.test(text);
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

function quickLength(pattern: RegExp): number {
  const known = lengths.get(pattern);
  if (known !== undefined) return known;
  const isRisky = /\)[*+{]|\\[1-9k]/.test(pattern.source) || (pattern.source.match(/[*+{]/g)?.length ?? 0) > 3;
  const length = isRisky ? QUICK : QUICK_FOR_PLAIN;
  lengths.set(pattern, length);
  return length;
}
