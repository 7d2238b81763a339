/** Summary and description of a plain JSDoc comment. */
export interface Words {
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly deprecated: boolean;
}

/** The first line is the summary; tags are left out. */
export function wordsOf(note: string | undefined): Words {
  const isDocument = note !== undefined && /@(?:openapi|swagger|api\b)/.test(note);
  if (note === undefined || isDocument) return { summary: undefined, description: undefined, deprecated: false };
  const summaryTag = /^@(?:summary|desc|description)\s+(.*)$/m.exec(note)?.[1];
  const plain = note.split(/^@/m)[0] ?? "";
  const [first = "", ...rest] = plain.trim().split(/\n\s*\n|(?<=\.)\s*\n/);
  const summary = (summaryTag ?? first).replaceAll(/\s+/g, " ").trim().slice(0, 300);
  const description = rest.join("\n\n").trim().slice(0, 5_000);
  return {
    summary: summary === "" ? undefined : summary,
    description: description === "" ? undefined : description,
    deprecated: /^@deprecated/m.test(note),
  };
}
