import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fchmodSync,
  fsync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { copyFile, link, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { hasCode, notWritten, orUndefined } from "./file-failures.ts";
import { makeFolders } from "./folders.ts";

/** `rw-rw-rw-` without the umask's bits: what a new file gets. */
const NEW_FILE = 0o666;

/**
 * Writes a neighbour and renames it: a reader, a crash or a full disk never sees half a file. A link stays a link, a file keeps
 * its mode, and what is no file (a device, a pipe) is written into, never replaced. Error: `file-unwritable`.
 */
export async function writeAtomically(path: string, shown: string, text: string): Promise<void> {
  try {
    const facts = await orUndefined(factsOf(path));
    if (facts !== undefined && !facts.isFile() && !facts.isDirectory()) return await writeFile(path, text, "utf8");
    await makeFolders(dirname(path));
    await replace(await targetOf(path), text, facts?.mode);
  } catch (cause) {
    throw notWritten(shown, cause);
  }
}

// A thread is asked for the one step that waits for the disk: each of the others is done sooner than a thread could be asked to.
const factsOf = async (path: string): Promise<Stats> => statSync(path);
const realPathOf = async (path: string): Promise<string> => realpathSync.native(path);
const reachDisk = promisify(fsync);

/** The file behind links, however many. */
async function targetOf(path: string): Promise<string> {
  return (await orUndefined(realPathOf(path))) ?? path;
}

async function replace(path: string, text: string, mode: number | undefined): Promise<void> {
  const neighbour = neighbourOf(path);
  try {
    await writeSynced(neighbour, text, mode);
    renameSync(neighbour, path);
  } catch (cause) {
    await clear(neighbour);
    throw cause;
  }
}

const neighbourOf = (path: string): string => join(dirname(path), `.${randomBytes(6).toString("hex")}.tmp`);

/** What cannot be removed was not made: the failure to report is the first one. */
const clear = (path: string): Promise<void> => rm(path, { force: true }).catch(() => undefined);

async function writeSynced(path: string, text: string, mode?: number): Promise<void> {
  const file = openSync(path, "wx", NEW_FILE);
  try {
    writeFileSync(file, text, "utf8");
    if (mode !== undefined) fchmodSync(file, mode & 0o7777);
    await reachDisk(file);
  } finally {
    closeSync(file);
  }
}

/**
 * A link fails where the name exists: the whole text appears under a new name, or nothing does. False where something is there.
 * Error: `file-unwritable`.
 */
export async function createNew(path: string, shown: string, text: string): Promise<boolean> {
  const neighbour = neighbourOf(path);
  try {
    await makeFolders(dirname(path));
    await writeSynced(neighbour, text);
    return await linkNew(neighbour, path);
  } catch (cause) {
    throw notWritten(shown, cause);
  } finally {
    await clear(neighbour);
  }
}

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (cause) {
    if (hasCode(cause, "EEXIST")) return false;
    if (!hasCode(cause, "EPERM", "ENOTSUP", "ENOSYS")) throw cause;
    return copyNew(from, to);
  }
}

/** File systems without links. */
async function copyNew(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (cause) {
    if (hasCode(cause, "EEXIST")) return false;
    throw cause;
  }
}
