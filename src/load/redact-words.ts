import { redactBody } from "./redact-body.ts";
import { REDACTED, redactBroken, redactHeader, redactUrl } from "./redact.ts";

/** What the word behind a flag is. */
const SECRET_FLAGS: ReadonlyMap<string, (value: string) => string> = new Map([
  ["--header", redactHeaderLine],
  ["-H", redactHeaderLine],
  ["--body", redactBody],
  ["--curl", () => REDACTED],
  ["--proxy", redactBroken],
]);

/**
 * A command line without its secrets: headers, passwords in addresses, parameters and body fields that sound secret. Names of
 * flags stay, so that it can be read; a value that is hidden has to be typed again.
 *
 * @example
 * redactWords(["load", "http://localhost/", "-H", "Authorization: Bearer x"]); // [… "-H", "Authorization: [redacted]"]
 */
export function redactWords(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const redactor = SECRET_FLAGS.get(words[index - 1] ?? "");
    return redactor === undefined ? redactWord(word) : redactor(word);
  });
}

function redactWord(word: string): string {
  const inline = /^(--[\w-]+)=(.*)$/s.exec(word);
  const [, flag = "", value = ""] = inline ?? [];
  if (inline !== null) return `${flag}=${(SECRET_FLAGS.get(flag) ?? redactPlain)(value)}`;
  if (word.startsWith("-H") && word.length > 2) return `-H${redactHeaderLine(word.slice(2))}`;
  return redactPlain(word);
}

const redactPlain = (word: string): string => (/:\/\/|@|\?/.test(word) ? redactUrl(word) : word);

function redactHeaderLine(line: string): string {
  const colon = line.indexOf(":");
  if (colon < 1) return REDACTED;
  const [name, value] = redactHeader([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  return `${name}: ${value}`;
}
