import { errors, type BackwrightError } from "../../kit/index.ts";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the quota is used up"],
  ["EROFS", "the file system is read-only"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of its path is a file"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EMFILE", "too many files are open"],
]);

/** What the system said, in words. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return WORDS.get(code) ?? cause.message;
}

export const missing = (path: string, cause: unknown): BackwrightError => errors.file.missing({ path }, cause);

export const unreadable = (path: string, cause: unknown): BackwrightError =>
  errors.file.unreadable({ path, reason: reasonOf(cause) }, cause);

export const notWritten = (path: string, cause: unknown): BackwrightError =>
  errors.file.unwritable({ path, reason: reasonOf(cause) }, cause);

/** The value, or undefined where nothing is there; other failures stay failures. */
export async function orUndefined<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR"))
      return undefined;
    throw cause;
  }
}
