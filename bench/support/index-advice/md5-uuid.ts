import { createHash } from "node:crypto";

/** What PostgreSQL says of `md5(text)::uuid`. */
export const md5Uuid = (text: string): string =>
  createHash("md5")
    .update(text)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
