import { posix } from "node:path";

/** Longer patterns and such with more stars are not matched: a stranger's pattern must not take for ever. */
const LONGEST = 200;
const MOST_STARS = 8;

/**
 * The files that a pattern of a glob means, relative to `/`: `routes/**\/*.route.{js,ts}`. Sources stand for what is built of them, so that
 * `.js` finds `.ts` too.
 */
export function filesOfGlob(files: Iterable<string>, pattern: string): readonly string[] {
  const plain = posix.normalize(pattern.replaceAll("\\", "/")).replace(/^\/+/, "");
  if (plain.length > LONGEST || (plain.match(/\*/g)?.length ?? 0) > MOST_STARS) return [];
  const wanted = new RegExp(`^${patternOf(plain)}$`);
  return [...files].filter((file) => wanted.test(file) && !file.endsWith(".json")).sort();
}

const TOKEN = /\*\*\/|\*\*|\*|\?|[@+]\(([\w.|-]*)\)|\{([\w.,-]*)\}|\.[cm]?js$|[^]/g;

function patternOf(glob: string): string {
  return glob.replace(TOKEN, (found, ...groups: readonly (string | undefined)[]) => {
    const [either, listed] = groups;
    if (either !== undefined) return anyOf(either.split("|"));
    if (listed !== undefined) return anyOf(listed.split(","));
    return MEANINGS.get(found) ?? (/^\.[cm]?js$/.test(found) ? "\\.[cm]?[jt]sx?" : literal(found));
  });
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:[^/]+/)*"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
]);

const anyOf = (texts: readonly string[]): string =>
  `(?:${texts.map((one) => (one === "js" ? "[cm]?[jt]sx?" : literal(one))).join("|")})`;
const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
