import type { Rule } from "../rule.ts";

const MOST_BYTES = 63;

/**
 * A name of more than 63 bytes: PostgreSQL cuts it and says so in a notice that nobody reads. The parser cuts names as well,
 * so the text itself is looked at.
 */
export const nameTooLong: Rule = {
  code: "name-too-long",
  severity: "warning",
  concern: "failure",
  check: ({ tokens }) => {
    const names = tokens
      .filter(({ kind }) => kind === "word" || kind === "quoted-name")
      .map(({ text }) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text));
    return [...new Set(names)]
      .filter((name) => Buffer.byteLength(name) > MOST_BYTES)
      .map((name) => ({ subject: { kind: "name", name }, evidence: { bytes: Buffer.byteLength(name) } }));
  },
};
