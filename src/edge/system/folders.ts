import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { hasCode } from "./file-failures.ts";

/**
 * A folder and those above it. Node's own `recursive` asks again for ever where a file system makes no folders at all: below
 * `/proc` mkdir answers that the parent is missing, although it is there.
 */
export async function makeFolders(path: string): Promise<void> {
  if (isFolder(path)) return;
  const parent = dirname(path);
  try {
    makeOne(path);
  } catch (cause) {
    if (!hasCode(cause, "ENOENT") || parent === path) throw cause;
    await makeFolders(parent);
    makeOne(path);
  }
}

function makeOne(path: string): void {
  try {
    mkdirSync(path);
  } catch (cause) {
    if (hasCode(cause, "ENOENT") || !isFolder(path)) throw cause;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
