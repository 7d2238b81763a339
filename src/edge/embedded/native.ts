import { createHash } from "node:crypto";
import { chmod, cp, mkdtemp, readFile, readdir, rename, rm, stat, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { isRecord } from "../../kit/index.ts";
import type { Owner } from "./owner.ts";
import { isReachable, makeOpenFolder } from "./places.ts";
import { majorOf, programEnvironment, programFile, versionOf, type Programs } from "./programs.ts";

export interface NativePlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A folder that the server's user can reach. */
  readonly cache: string;
  readonly owner: Owner | undefined;
}

/**
 * Makes the binaries of an npm package runnable without its install script: the library links that this would have made
 * go into a folder of ours. Where the server's user cannot reach or execute them, they are copied once. Undefined when
 * they do not run here (another libc).
 */
export async function prepareNative(native: string, place: NativePlace): Promise<Programs | undefined> {
  const direct = await tryNative(native, native, place);
  if (direct !== undefined) return direct;
  if (!(await needsCopy(native, place))) return undefined;
  return tryNative(await privateCopy(native, place), native, place);
}

async function tryNative(folder: string, native: string, place: NativePlace): Promise<Programs | undefined> {
  const libraries = [await libraryLinks(folder, place), join(folder, "lib")];
  const bin = join(folder, "bin");
  const version = await versionOf(bin, { env: programEnvironment(place.env, libraries), owner: place.owner });
  if (version === undefined) return undefined;
  return {
    info: { kind: "embedded", major: majorOf(version), version, path: join(native, "bin") },
    folder: bin,
    libraries,
  };
}

/** Only a file without its execute bit, or one that another user cannot reach, is worth 60 MB. */
async function needsCopy(native: string, place: NativePlace): Promise<boolean> {
  const facts = await stat(programFile(join(native, "bin"), "postgres")).catch(() => undefined);
  if (facts === undefined || process.platform === "win32") return false;
  return (facts.mode & 0o100) === 0 || !(await isReachable(native, place.owner));
}

async function libraryLinks(native: string, place: NativePlace): Promise<string> {
  const links = await readLinks(native);
  if (links.length === 0) return join(native, "lib");
  return onceIn(join(place.cache, "libraries"), keyOf(native, JSON.stringify(links)), async (folder) => {
    for (const { source, target } of links)
      await symlink(join(native, "lib", basename(source)), join(folder, basename(target))).catch(ignoreExisting);
  });
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function readLinks(native: string): Promise<readonly Link[]> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((link: unknown) =>
    isRecord(link) && typeof link["source"] === "string" && typeof link["target"] === "string"
      ? [{ source: link["source"], target: link["target"] }]
      : [],
  );
}

/** Static libraries are of no use at run time. */
async function privateCopy(native: string, place: NativePlace): Promise<string> {
  const facts = await stat(programFile(join(native, "bin"), "postgres"));
  return onceIn(join(place.cache, "binaries"), keyOf(native, `${facts.size} ${facts.mtimeMs}`), async (folder) => {
    await cp(native, folder, { recursive: true, filter: (source) => !source.endsWith(".a") });
    await openAll(folder);
  });
}

async function openAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}

const keyOf = (path: string, facts: string): string =>
  createHash("sha256").update(`${path}\n${facts}`).digest("hex").slice(0, 16);

/** Makes a folder of the cache once. Two processes may try: the first rename wins, the other's work is thrown away. */
async function onceIn(parent: string, key: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const path = join(parent, key);
  if ((await stat(path).catch(() => undefined)) !== undefined) return path;
  await makeOpenFolder(parent);
  const fresh = await mkdtemp(join(parent, "new-"));
  try {
    await fill(fresh);
    await chmod(fresh, 0o755);
    await rename(fresh, path).catch(() => undefined);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return path;
}

function ignoreExisting(cause: unknown): void {
  if (!isRecord(cause) || cause["code"] !== "EEXIST") throw cause;
}
