import { createHash } from "node:crypto";
import { normalizedTokens, type Statement } from "../sql/index.ts";

/** Tells a later way of normalizing from this one. */
const SCHEME = "tokens-1";

/** A part of a script as its checksum sees it: a statement, or words that are no SQL and count to the letter. */
export type ChecksumPart = Statement | string;

/** Comments, white space and the case of keywords do not change it; literals, function bodies and rows do. */
export function checksumOf(parts: readonly ChecksumPart[]): string {
  const texts = parts.map((part) =>
    typeof part === "string"
      ? `\0${part.replaceAll("\r\n", "\n")}\n`
      : normalizedTokens({ statements: [part], problems: [], pieces: [] }),
  );
  return `${SCHEME}:${sha256(texts.join(""))}`;
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
