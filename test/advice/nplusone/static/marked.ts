import type { StaticCase } from "./cases.ts";

/** A case whose code says by `// n+1` at the end of a line that a query is sent for each key. */
export const marked = (name: string, code: string): StaticCase => ({
  name,
  code: code.trim(),
  lines: code
    .trim()
    .split("\n")
    .flatMap((line, at) => (line.endsWith("// n+1") ? [at + 1] : [])),
});
