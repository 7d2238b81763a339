// Everything below 0x20 but tab and newline, DEL, C1 controls, and the bidirectional overrides.
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text of a stranger (a document, a database, a response) made safe for a terminal: controls become visible.
 *
 * @example
 * safeText("a\u001b[31mb"); // "a\\u001b[31mb"
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The same for what must stay on its line: a line break or a tab of a stranger could otherwise write a line of ours. */
export function safeLine(text: string): string {
  return safeText(text).replace(/[\n\t]/g, (character) => (character === "\n" ? "\\n" : "\\t"));
}

const LONE = /\p{Surrogate}/gu;

/**
 * Text that has a form in UTF-8: half of a pair becomes U+FFFD. encodeURI and its like raise an error for what has none.
 *
 * @example
 * wellFormed("a\ud800"); // "a\ufffd"
 */
export function wellFormed(text: string): string {
  return text.replace(LONE, "\ufffd");
}

/**
 * Text of a person in which an address may stand: what is between `//` and its last `@` goes when it holds a password.
 *
 * @example
 * withoutPasswords("no file postgres://ada:pw@db/shop"); // "no file postgres://***@db/shop"
 */
export function withoutPasswords(text: string): string {
  return text.replace(/\/\/[^\s@/:]*:\S*@/g, "//***@");
}

/** Every line moved right by `by` spaces; empty lines stay empty. */
export function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}

/** Words laid out in lines of at most `width` characters. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
