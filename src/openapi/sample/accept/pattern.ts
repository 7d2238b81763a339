/**
 * A pattern as JSON Schema means it (ECMA-262, Unicode), or without the `u` flag where the document's spelling needs
 * that. Undefined when it is no regular expression at all.
 */
export function compilePattern(pattern: string): RegExp | undefined {
  return attempt(pattern, "u") ?? attempt(pattern, "");
}

function attempt(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}
