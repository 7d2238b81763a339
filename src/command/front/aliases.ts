/** The four bins that speak in their own words. */
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
  /** Second words that are commands of their own. */
  readonly unless?: readonly string[];
  /** The command's words. */
  readonly to: string;
  /** Keep the flag (it is one of the command's own). */
  readonly keep?: boolean;
  /** The command's own name of the flag. */
  readonly as?: string;
  /** The flag's value is the command's last word, wherever it stood. */
  readonly last?: boolean;
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
  { flag: "--compare", to: "load compare", last: true, output: "--format" },
  { to: "load", output: "--format" },
];

/** `load <url> <url> --compare` and `load <url> --compare baseline.json` are the command `load compare`. */
const OWN: readonly Alias[] = [
  {
    word: "load",
    unless: ["run", "capacity", "compare", "export", "import"],
    flag: "--compare",
    to: "load compare",
    last: true,
    output: "--format",
  },
];

const DECIDE: readonly Alias[] = [
  { word: "grill", to: "decide grill", output: "--format" },
  { word: "profile", to: "decide profile", output: "--format" },
  { to: "decide", output: "--format" },
];

const TABLES: ReadonlyMap<string, readonly Alias[]> = new Map([
  ["backwright", OWN],
  ["api-scaffolder", SCAFFOLDER],
  ["database-migration-tool", DATABASE],
  ["api-load-tester", LOAD],
  ["backend-decision-engine", DECIDE],
]);

/**
 * The words of an alias bin as words of `backwright`. Its own words come back unchanged, but for `load … --compare`.
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
  if (alias.word !== undefined && words[0] !== alias.word) return false;
  if (alias.unless?.includes(words[1] ?? "") === true) return false;
  return alias.flag === undefined || words.some((word) => nameOf(word) === alias.flag);
}

const nameOf = (word: string): string => word.split("=", 1)[0] ?? word;

function rewrite(alias: Alias, words: readonly string[]): readonly string[] {
  const kept = words.slice(alias.word === undefined ? 0 : 1);
  const ordered = alias.last === true ? valueLast(alias.flag ?? "", kept) : kept;
  const chosen =
    alias.flag === undefined || alias.keep === true ? ordered : ordered.flatMap((word) => spoken(alias, word));
  const renamed = chosen.map((word) => (nameOf(word) === "--output" ? word.replace("--output", alias.output) : word));
  return joinTruths(renamed);
}

/** `--compare baseline.json http://a/` compares the address with the file, as the other order does. */
function valueLast(flag: string, words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => nameOf(word) === flag);
  const word = words[at] ?? "";
  if (word.includes("=")) return [...words.toSpliced(at, 1, flag), word.slice(flag.length + 1)];
  const next = words[at + 1];
  if (next === undefined || next.startsWith("-") || next.includes("://")) return words;
  return [...words.toSpliced(at, 2, flag), next];
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
