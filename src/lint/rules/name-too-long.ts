import { groupBy } from "../../kit/index.ts";
import type { Edit } from "../fix/fix.ts";
import type { Rule } from "../rule.ts";
import type { LintStatement } from "../statement.ts";

const MOST_BYTES = 63;

/**
 * A name of more than 63 bytes: PostgreSQL cuts it and says so in a notice that nobody reads. The parser cuts names as well,
 * so the text itself is looked at.
 */
export const nameTooLong: Rule = {
  code: "name-too-long",
  severity: "warning",
  concern: "failure",
  check: ({ tokens, offset }) => {
    const names = tokens.filter((token) => Buffer.byteLength(nameIn(token)) > MOST_BYTES);
    return [...groupBy(names, nameIn)].map(([name, places]) => ({
      subject: { kind: "name", name },
      evidence: { bytes: Buffer.byteLength(name) },
      fix: { kind: "edits", edits: places.map((token) => cutAt(token, offset)), run: "together" },
    }));
  },
};

type Token = LintStatement["tokens"][number];

function nameIn({ kind, text }: Token): string {
  if (kind === "quoted-name" && text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  return kind === "word" ? text : "";
}

/** The name as the server keeps it. */
function cutAt(token: Token, offset: number): Edit {
  let cut = nameIn(token);
  while (Buffer.byteLength(cut) > MOST_BYTES) cut = Array.from(cut).slice(0, -1).join("");
  const text = token.kind === "word" ? cut : `"${cut.replaceAll('"', '""')}"`;
  return { start: token.start - offset, end: token.end - offset, text };
}
