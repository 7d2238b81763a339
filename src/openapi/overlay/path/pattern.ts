/**
 * What a pattern may be made of: signs, escapes of signs, classes, `.`, repetitions of one of these, alternatives without groups.
 * Such an expression looks at a text a bounded number of times, whatever stands in either (I-Regexp, RFC 9485, is larger).
 */
const ATOM =
  /(?:[^\\[\](){}*+?.|^$]|\\[\\[\](){}*+?.|^$\-nrt]|\[\^?(?:[^\\[\]]|\\[\\[\]^\-nrt])+\]|\.)(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})?/y;
const REPETITION = /[*+?]|\{\d/;
const MOST_REPETITIONS = 3;
const LONGEST_PATTERN = 500;

/** Longer texts fit no pattern. */
export const LONGEST_TEXT = 2_000;

/** The expression of a pattern; undefined for what could take long, or is no pattern. */
export function patternOf(pattern: string, isWhole: boolean): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN || !isBounded(pattern)) return undefined;
  try {
    return new RegExp(isWhole ? `^(?:${pattern})$` : pattern, "u");
  } catch {
    return undefined;
  }
}

function isBounded(pattern: string): boolean {
  let repetitions = 0;
  let at = 0;
  while (at < pattern.length) {
    ATOM.lastIndex = at;
    const found = ATOM.exec(pattern)?.[0] ?? (pattern.charAt(at) === "|" ? "|" : undefined);
    if (found === undefined) return false;
    if (REPETITION.test(found.slice(1))) repetitions += 1;
    at += found.length;
  }
  return repetitions <= MOST_REPETITIONS;
}
