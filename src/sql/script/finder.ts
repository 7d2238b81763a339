/** Where the delimiter stands next at or behind an offset. */
export type Finder = (from: number) => { readonly start: number; readonly end: number };

/** Remembers its last answer, so that a text is searched once and not once per token. */
export function delimiterFinder(text: string, delimiter: string): Finder {
  const nowhere = { start: text.length, end: text.length };
  if (delimiter === "") return () => nowhere;
  const escaped = delimiter.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`).replaceAll("\n", String.raw`\r?\n`);
  const pattern = new RegExp(escaped, "g");
  let next = { start: -1, end: -1 };
  return (from) => {
    if (next.start >= from) return next;
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    next = found === null ? nowhere : { start: found.index, end: pattern.lastIndex };
    return next;
  };
}
