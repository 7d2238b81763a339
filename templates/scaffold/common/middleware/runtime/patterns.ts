// Patterns come from the document, texts from strangers: together they can take longer than the age of the universe.
import { createContext, Script } from "node:vm";
import { HttpError } from "./http-error.js";

/** Milliseconds of the processor that all patterns together may take before other requests are served again. */
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
  if (spentMs === 0) setImmediate(() => (spentMs = 0));
  Object.assign(place, { pattern, text });
  try {
    // Node interrupts by the clock on the wall. Where others had the processor meanwhile, the text gets another, longer try.
    for (let timeout = BUDGET_MS; spentMs < BUDGET_MS; timeout *= 2) {
      const found = tried(timeout);
      if (found !== undefined) return found;
    }
  } finally {
    Object.assign(place, { text: "" });
  }
  throw new HttpError(400, "VALIDATION_ERROR", "A text of the request takes too long to be matched by its pattern.");
}

/** Undefined where the time was over first. */
function tried(timeout: number): boolean | undefined {
  const before = process.cpuUsage();
  try {
    return search.runInContext(context, { timeout }) === true;
  } catch (error) {
    if (isTimeout(error)) return undefined;
    throw error;
  } finally {
    const { user, system } = process.cpuUsage(before);
    spentMs += (user + system) / 1_000;
  }
}

/** The error is of the other context, so that it is no instance of our Error. */
const isTimeout = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
