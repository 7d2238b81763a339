import { createHash } from "node:crypto";
import { normalizedTokens, type Split } from "../sql/index.ts";

/** Tells a later way of normalizing from this one. */
const SCHEME = "tokens-1";

/** Comments, white space and the case of keywords do not change it; literals and function bodies do. */
export function checksumOf(split: Split): string {
  return `${SCHEME}:${sha256(normalizedTokens(split))}`;
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
