import { readFileSync, statSync, type Stats } from "node:fs";
import { copyFile, mkdtemp, readFile, readdir, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { text } from "node:stream/consumers";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { FileFacts, Files, TemporaryFolder } from "../../command/index.ts";
import { createNew, writeAtomically } from "./atomic.ts";
import { isMissing, missing, notRemoved, notWritten, orUndefined, unreadable } from "./file-failures.ts";
import { makeFolders } from "./folders.ts";
import { openGrowing } from "./growing.ts";
import { cacheFolder, settingsFolder } from "./own-folders.ts";
import { trackFolder } from "./temporary.ts";

/** `Files` that start at a working directory. */
export type OwnedFiles = Files;

/** Files of this machine; relative paths start at `cwd`. Errors: those of `src/kit/errors/files.ts`. */
export function createFiles(cwd: string, env: Readonly<Record<string, string | undefined>>): OwnedFiles {
  const at = (path: string): string => (isAbsolute(path) ? path : resolve(cwd, path));
  return {
    resolve: at,
    readText: async (path) => (await read(at(path), path)).toString("utf8"),
    readBytes: (path) => read(at(path), path),
    readInput: () => text(process.stdin),
    writeText: (path, text) => writeAtomically(at(path), path, text),
    createText: (path, text) => createNew(at(path), path, text),
    facts: (path) => told(factsOf(at(path)), (cause) => unreadable(path, cause)),
    real: (path) => told(orUndefined(realpath(at(path))), (cause) => unreadable(path, cause)),
    list: (path) => told(namesIn(at(path)), (cause) => unreadable(path, cause)),
    makeFolder: (path) => makeFolder(at(path), path),
    copy: (from, to) => copy(at(from), at(to)),
    linkFolder: (target, path) => linkFolder(at(target), at(path)),
    remove: (path) => told(rm(at(path), { recursive: true, force: true }), (cause) => notRemoved(path, cause)),
    temporaryFolder: (prefix) => makeTemporary(prefix),
    cacheFolder: () => cacheFolder(env),
    settingsFolder: () => settingsFolder(env),
    openGrowing: (path) => openGrowing(at(path), path),
  };
}

/** The value, or the failure in our words. */
async function told<Value>(promise: Promise<Value>, words: (cause: unknown) => Error): Promise<Value> {
  try {
    return await promise;
  } catch (cause) {
    throw words(cause);
  }
}

async function read(path: string, shown: string): Promise<Buffer> {
  try {
    return isShort(path) ? readFileSync(path) : await readFile(path);
  } catch (cause) {
    throw isMissing(cause) ? missing(shown, cause) : unreadable(shown, cause);
  }
}

/**
 * A file that is read sooner than a thread could be asked to: commands read hundreds. A link in a stranger's folder may lead to a
 * device that never ends, such as /dev/zero.
 */
function isShort(path: string): boolean {
  const facts = statSync(path);
  if (facts.isCharacterDevice() || facts.isBlockDevice()) throw new Error("it is a device");
  return facts.isFile() && facts.size <= SHORT_BYTES;
}

const SHORT_BYTES = 1_048_576;

async function makeFolder(path: string, shown: string): Promise<void> {
  await told(makeFolders(path), (cause) => notWritten(shown, cause));
}

async function factsOf(path: string): Promise<FileFacts | undefined> {
  const facts = await orUndefined(statOf(path));
  if (facts === undefined) return undefined;
  const kind = facts.isFile() ? "file" : facts.isDirectory() ? "folder" : "other";
  return { kind, size: facts.size, mode: facts.mode, modifiedMs: facts.mtimeMs };
}

/** A missing file is usual: no error is made of it. */
const statOf = async (path: string): Promise<Stats | undefined> => statSync(path, { throwIfNoEntry: false });

async function namesIn(path: string): Promise<readonly string[]> {
  const names = await orUndefined(readdir(path));
  return (names ?? []).toSorted((a, b) => (a < b ? -1 : 1));
}

async function copy(from: string, to: string): Promise<void> {
  try {
    await makeFolders(dirname(to));
    await copyFile(from, to);
  } catch (cause) {
    throw (await factsOf(from).catch(() => undefined)) === undefined ? missing(from, cause) : notWritten(to, cause);
  }
}

async function linkFolder(target: string, path: string): Promise<void> {
  await told(symlink(target, path, "junction"), (cause) => notWritten(path, cause));
}

async function makeTemporary(prefix: string): Promise<TemporaryFolder> {
  const made = mkdtemp(join(tmpdir(), `${prefix}-`));
  return trackFolder(await told(made, (cause) => notWritten(tmpdir(), cause)));
}
