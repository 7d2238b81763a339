/** PostgreSQL's own parser. Both answer undefined for what it does not read. */
export interface Parser {
  /** The parse tree as JSON of libpg-query. */
  parse(sql: string): unknown;
  /** The text with `$n` in place of its constants. */
  normalize(sql: string): string | undefined;
}

/**
 * Loads the parser: 1.8 MB of WebAssembly, so only when there is something to parse.
 *
 * @example
 * const parser = await loadParser();
 * parser.normalize("select 1"); // "select $1"
 */
export async function loadParser(): Promise<Parser> {
  const { loadModule, normalizeSync, parseSync } = await import("libpg-query");
  await loadModule();
  const parse = (sql: string): unknown => tried(() => parseSync(sql));
  // Of a text that it cannot read, normalizeSync answers the error's message, which quotes it.
  const normalize = (sql: string): string | undefined => (parse(sql) === undefined ? undefined : normalizeSync(sql));
  return { parse, normalize };
}

function tried<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
