// Candidates in the order in which a person would like to see them.
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "1234567890";
const SIGNS = "-_.!@#$%&*+=~^,;:?/|'\"`()<>[]{}\\ ";
const LOCAL = "éßñøЖщΩ中文あ";

/** Everything that a negated set is subtracted from. */
export const UNIVERSE: readonly string[] = Array.from(`${LOWER}${DIGITS}${UPPER}${SIGNS}${LOCAL}\t\n`);

const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ["d", /\d/],
  ["w", /\w/],
  ["s", /\s/],
]);

/** `\d`, `\W` and their like as the characters that they stand for. */
export function charactersOfClass(letter: string): readonly string[] | undefined {
  const test = CLASSES.get(letter.toLowerCase());
  if (test === undefined) return undefined;
  const negated = letter !== letter.toLowerCase();
  return UNIVERSE.filter((character) => test.test(character) !== negated);
}

/** `\p{Lu}`: asked of the engine itself. */
export function charactersOfProperty(escape: string): readonly string[] | undefined {
  try {
    const test = new RegExp(`^${escape}$`, "u");
    return UNIVERSE.filter((character) => test.test(character));
  } catch {
    return undefined;
  }
}

/** A range, the readable part of it when it is long. */
export function charactersBetween(from: string, to: string): readonly string[] {
  const [first = 0, last = 0] = [from.codePointAt(0), to.codePointAt(0)];
  const readable = UNIVERSE.filter((character) => isBetween(character, first, last));
  if (readable.length > 0) return readable;
  return Array.from({ length: Math.min(last - first + 1, 8) }, (_, step) => String.fromCodePoint(first + step));
}

function isBetween(character: string, first: number, last: number): boolean {
  const code = character.codePointAt(0) ?? -1;
  return code >= first && code <= last;
}
