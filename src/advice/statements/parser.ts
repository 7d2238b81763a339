/** Turns SQL into PostgreSQL's own parse tree, as JSON of libpg-query; undefined for what it does not parse. */
export type Parser = (sql: string) => unknown;

/**
 * Loads the parser: 1.8 MB of WebAssembly, so only when there is something to parse.
 *
 * @example
 * const parse = await loadParser();
 * parse("select 1");
 */
export async function loadParser(): Promise<Parser> {
  const { loadModule, parseSync } = await import("libpg-query");
  await loadModule();
  return (sql) => {
    try {
      return parseSync(sql);
    } catch {
      return undefined;
    }
  };
}
