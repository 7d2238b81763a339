import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import type { GrowingFile } from "../../command/index.ts";
import { notWritten } from "./file-failures.ts";
import { makeFolders } from "./folders.ts";

/** Opens a file that is written piece by piece. Error: `file-unwritable`, also later, when the disk is full. */
export async function openGrowing(path: string, shown: string): Promise<GrowingFile> {
  const file = await opened(path, shown);
  return {
    append: async (text) => {
      try {
        await file.appendFile(text, "utf8");
      } catch (cause) {
        throw notWritten(shown, cause);
      }
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

async function opened(path: string, shown: string): Promise<FileHandle> {
  try {
    await makeFolders(dirname(path));
    return await open(path, "w");
  } catch (cause) {
    throw notWritten(shown, cause);
  }
}
