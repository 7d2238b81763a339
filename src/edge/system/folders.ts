import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { hasCode } from "./file-failures.ts";

/**
 * A folder and those above it. Node's own `recursive` asks again for ever where a file system makes no folders at all: below
 * `/proc` mkdir answers that the parent is missing, although it is there.
 */
export async function makeFolders(path: string): Promise<void> {
  const parent = dirname(path);
  try {
    await makeOne(path);
  } catch (cause) {
    if (!hasCode(cause, "ENOENT") || parent === path) throw cause;
    await makeFolders(parent);
    await makeOne(path);
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (cause) {
    if (hasCode(cause, "ENOENT") || !(await isFolder(path))) throw cause;
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
