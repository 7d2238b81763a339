import { constants } from "node:fs";
import { copyFile, link, mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat, symlink } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { randomBytes } from "node:crypto";
import type { FileFacts, Files, TemporaryFolder } from "../../command/index.ts";
import { missing, notWritten, orUndefined, unreadable } from "./file-failures.ts";
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
    writeText: (path, text) => writeAtomically(at(path), path, text),
    createText: (path, text) => createNew(at(path), path, text),
    facts: (path) => factsOf(at(path)),
    list: (path) => namesIn(at(path)),
    makeFolder: (path) => makeFolder(at(path), path),
    copy: (from, to) => copy(at(from), at(to)),
    linkFolder: (target, path) => linkFolder(at(target), at(path)),
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    temporaryFolder: (prefix) => makeTemporary(prefix),
    cacheFolder: () => cacheFolder(env),
  };
}

async function read(path: string, shown: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw (await factsOf(path)) === undefined ? missing(shown, cause) : unreadable(shown, cause);
  }
}

async function makeFolder(path: string, shown: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    throw notWritten(shown, cause);
  }
}

/** Writes a neighbour and renames it: a reader, a crash or a full disk never sees half a file. */
async function writeAtomically(path: string, shown: string, text: string): Promise<void> {
  const neighbour = neighbourOf(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeSynced(neighbour, text);
    await rename(neighbour, path);
  } catch (cause) {
    await rm(neighbour, { force: true });
    throw notWritten(shown, cause);
  }
}

const neighbourOf = (path: string): string => join(dirname(path), `.${randomBytes(6).toString("hex")}.tmp`);

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(text, "utf8");
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A link fails where the name exists: the whole text appears under a new name, or nothing does. */
async function createNew(path: string, shown: string, text: string): Promise<boolean> {
  const neighbour = neighbourOf(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeSynced(neighbour, text);
    return await linkNew(neighbour, path);
  } catch (cause) {
    throw notWritten(shown, cause);
  } finally {
    await rm(neighbour, { force: true });
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

const hasCode = (cause: unknown, ...codes: readonly string[]): boolean =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" && codes.includes(cause.code);

async function factsOf(path: string): Promise<FileFacts | undefined> {
  const facts = await orUndefined(stat(path));
  if (facts === undefined) return undefined;
  const kind = facts.isFile() ? "file" : facts.isDirectory() ? "folder" : "other";
  return { kind, size: facts.size, mode: facts.mode, modifiedMs: facts.mtimeMs };
}

async function namesIn(path: string): Promise<readonly string[]> {
  const names = await orUndefined(readdir(path));
  return (names ?? []).toSorted((a, b) => (a < b ? -1 : 1));
}

async function copy(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
  } catch (cause) {
    throw (await factsOf(from)) === undefined ? missing(from, cause) : notWritten(to, cause);
  }
}

async function linkFolder(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path, "junction");
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

async function makeTemporary(prefix: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `${prefix}-`));
  return trackFolder(path);
}

function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env["BACKWRIGHT_CACHE"] ?? env["XDG_CACHE_HOME"];
  if (named !== undefined && named !== "") return join(named, "backwright");
  if (process.platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "backwright", "cache");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "backwright");
  return join(homedir(), ".cache", "backwright");
}
