import { createHash } from "node:crypto";
import { plain } from "./text.ts";

/** Hash of a text; line ends and a byte order mark do not count, as git and editors may change them. */
export function hashOf(text: string): string {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  const hash = createHash("sha256").update(plain(text)).digest("hex");
  if (hashes.size >= MOST) hashes.clear();
  hashes.set(text, hash);
  return hash;
}

/** A run asks for the hash of a text when it reads, decides and writes. */
const hashes = new Map<string, string>();
const MOST = 1_024;
