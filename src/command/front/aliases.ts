/** The four bins that speak in their own words; `backwright` itself needs no rewriting. */
export const ALIAS_BINS = [
  "api-scaffolder",
  "database-migration-tool",
  "api-load-tester",
  "backend-decision-engine",
] as const;

interface Alias {
  /** A flag that selects this row; none: the row is the bin's default. */
  readonly flag?: string;
  /** A first word that selects this row. */
  readonly word?: string;
  /** The command's words. */
  readonly to: string;
  /** Keep the flag (it is one of the command's own). */
  readonly keep?: boolean;
  /** The command's own name of the flag. */
  readonly as?: string;
  /** What `--output` is here. */
  readonly output: "--out" | "--format";
}

const SCAFFOLDER: readonly Alias[] = [
  { flag: "--from-db", to: "scaffold", keep: true, output: "--out" },
  { flag: "--generate-spec", to: "spec", output: "--out" },
  { flag: "--type", to: "new", keep: true, output: "--out" },
  { flag: "--stack", to: "new", keep: true, output: "--out" },
  { flag: "--minimal", to: "new", keep: true, output: "--out" },
  { word: "new", to: "new", output: "--out" },
  { word: "add", to: "add", output: "--out" },
  { to: "scaffold", output: "--out" },
];

const DATABASE: readonly Alias[] = [
  ...["create", "migrate", "rollback", "redo", "status", "verify", "baseline", "repair", "dump"].map((word) => ({
    word,
    to: `db ${word}`,
    output: "--out" as const,
  })),
  { flag: "--compare", to: "db diff", output: "--out" },
  { flag: "--suggest-indexes", to: "db suggest-indexes", output: "--out" },
  { flag: "--migrate", to: "db migrate", as: "--file", output: "--out" },
  { flag: "--analyze", to: "db analyze", output: "--out" },
  { to: "db", output: "--out" },
];

const LOAD: readonly Alias[] = [
  { flag: "--compare", to: "load compare", output: "--format" },
  { to: "load", output: "--format" },
];

const DECIDE: readonly Alias[] = [
  { word: "grill", to: "decide grill", output: "--format" },
  { word: "profile", to: "decide profile", output: "--format" },
  { to: "decide", output: "--format" },
];

const TABLES: ReadonlyMap<string, readonly Alias[]> = new Map([
  ["api-scaffolder", SCAFFOLDER],
  ["database-migration-tool", DATABASE],
  ["api-load-tester", LOAD],
  ["backend-decision-engine", DECIDE],
]);

/**
 * The words of an alias bin as words of `backwright`. Other bins' words come back unchanged.
 *
 * @example
 * rewriteAlias("database-migration-tool", ["--connection", "postgres://localhost/mydb", "--analyze"]);
 * // ["db", "analyze", "--connection", "postgres://localhost/mydb"]
 */
export function rewriteAlias(bin: string, words: readonly string[]): readonly string[] {
  const table = TABLES.get(bin);
  if (table === undefined || words.length === 0) return words;
  const alias = table.find((row) => matches(row, words));
  if (alias === undefined) return words;
  return [...alias.to.split(" "), ...rewrite(alias, words)];
}

function matches(alias: Alias, words: readonly string[]): boolean {
  if (alias.word !== undefined) return words[0] === alias.word;
  return alias.flag === undefined || words.some((word) => nameOf(word) === alias.flag);
}

const nameOf = (word: string): string => word.split("=", 1)[0] ?? word;

function rewrite(alias: Alias, words: readonly string[]): readonly string[] {
  const kept = words.slice(alias.word === undefined ? 0 : 1);
  const chosen = alias.flag === undefined || alias.keep === true ? kept : kept.flatMap((word) => spoken(alias, word));
  const renamed = chosen.map((word) => (nameOf(word) === "--output" ? word.replace("--output", alias.output) : word));
  return joinTruths(renamed);
}

/** The selecting flag under the command's own name, or gone. */
function spoken(alias: Alias, word: string): readonly string[] {
  if (alias.flag === undefined || nameOf(word) !== alias.flag) return [word];
  return alias.as === undefined ? [] : [word.replace(alias.flag, alias.as)];
}

/** `--platform-team true` is `--platform-team`, `--platform-team false` is `--no-platform-team`. */
function joinTruths(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const word of words) {
    const previous = joined.at(-1);
    if (previous === undefined || !previous.startsWith("--") || (word !== "true" && word !== "false"))
      joined.push(word);
    else if (word === "false") joined[joined.length - 1] = previous.replace("--", "--no-");
  }
  return joined;
}
