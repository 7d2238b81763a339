import { createHash } from "node:crypto";
import { plain } from "./text.ts";

/** Hash of a text; line ends and a byte order mark do not count, as git and editors may change them. */
export function hashOf(text: string): string {
  return createHash("sha256").update(plain(text)).digest("hex");
}
