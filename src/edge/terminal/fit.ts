import { stripVTControlCharacters } from "node:util";

// Scripts and emoji that take two columns each (Unicode's East Asian Width W and F, roughly).
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}]|[\u{20000}-\u{3FFFD}]/gu;

/** Columns that a line takes; colours take none. */
export function widthOf(line: string): number {
  const plain = stripVTControlCharacters(line);
  return Array.from(plain).length + (plain.match(WIDE)?.length ?? 0);
}

/** One row of the terminal: a line that wraps could not be cleared. A line that is cut loses its colours. */
export function fitted(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  const characters = Array.from(stripVTControlCharacters(line));
  while (characters.length > 0 && widthOf(characters.join("")) > width - 1) characters.pop();
  return width < 1 ? "" : `${characters.join("")}…`;
}
