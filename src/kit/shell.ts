/**
 * Words as one line that a shell reads back as the same words: POSIX single quotes, or double quotes on Windows.
 *
 * @example
 * shellLine(["load", "http://localhost/?a=1&b=2"], "linux"); // "load 'http://localhost/?a=1&b=2'"
 */
export function shellLine(words: readonly string[], platform: string): string {
  const quoted = platform === "win32" ? forWindows : forPosix;
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : quoted(word))).join(" ");
}

const forPosix = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

// A backslash is only special before a quote (the rule of the C runtime, CommandLineToArgvW).
const forWindows = (word: string): string =>
  `"${word.replaceAll(/(\\*)("|$)/g, (_all, slashes: string, quote: string) => `${slashes}${slashes}${quote === "" ? "" : '\\"'}`)}"`;
