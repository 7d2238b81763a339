import type { PatternTest } from "./visit.ts";

/**
 * A pattern as JSON Schema means it (ECMA-262, Unicode), or without the `u` flag where the document's spelling needs
 * that. Undefined when it is no regular expression at all.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  return attempt(pattern, "u") ?? attempt(pattern, "");
}

/** The plain test; a pattern that is no regular expression holds for everything. */
export const matchesPattern: PatternTest = (pattern, text) => compilePattern(pattern)?.test(text) !== false;

function attempt(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
