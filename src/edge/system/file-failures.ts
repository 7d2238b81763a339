import { errors, type BackwrightError } from "../../kit/index.ts";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the quota is used up"],
  ["EROFS", "the file system is read-only"],
  ["EISDIR", "it is a folder"],
  ["ENOTDIR", "a part of its path is a file"],
  ["EEXIST", "a part of its path is a file"],
  ["ELOOP", "its links lead in a circle"],
  ["EIO", "the device failed"],
  ["EBUSY", "it is in use"],
  ["EPIPE", "its reader is gone"],
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
  errors.file.unwritable(
    { path, reason: hasCode(cause, "ENOENT") ? "its folder cannot be made" : reasonOf(cause) },
    cause,
  );

export const notRemoved = (path: string, cause: unknown): BackwrightError =>
  errors.file.unremovable({ path, reason: reasonOf(cause) }, cause);

/** Nothing is there. */
export const isMissing = (cause: unknown): boolean => hasCode(cause, "ENOENT", "ENOTDIR");

/** A failure of the system with one of these codes. */
export const hasCode = (cause: unknown, ...codes: readonly string[]): boolean =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" && codes.includes(cause.code);

/** The value, or undefined where nothing is there; other failures stay failures. */
export async function orUndefined<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
}
