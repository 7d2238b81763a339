import { access, chmod, constants, lstat, mkdir, stat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import type { Owner } from "./owner.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Folders of a socket, a lock file's name and `bw-pg-XXXXXX/s/` come behind it; sun_path holds 104 bytes on macOS. */
const LONGEST_ROOT = 104 - "/bw-pg-XXXXXX/s/.s.PGSQL.65535.lock".length - 1;

const SHARED_MEMORY = "/dev/shm";
const ROOMY_BYTES = 4 * 1024 ** 3;

/**
 * Where temporary folders of servers are made: short enough for a socket, and reachable by the server's user. A roomy
 * /dev/shm comes first, because a thousand new files cost up to half a second of CPU on a busy ext4 and 0.04 s there
 * (bench/embedded.ts); TMPDIR says otherwise.
 */
export async function temporaryRoot(env: Environment, owner: Owner | undefined): Promise<string> {
  const named = env["TMPDIR"];
  if (process.platform === "win32") return tmpdir();
  if ((named === undefined || named === "") && (await isRoomy(SHARED_MEMORY))) return SHARED_MEMORY;
  const usual = tmpdir();
  const fits = Buffer.byteLength(usual) <= LONGEST_ROOT && (await isReachable(usual, owner));
  return fits ? usual : "/tmp";
}

async function isRoomy(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize >= ROOMY_BYTES;
  } catch {
    return false;
  }
}

/**
 * The folder for what can be made again, where the server's user can reach it, to which a home of mode 700 is closed, and
 * where we can write, which a home that does not exist forbids.
 */
export async function sharedCache(own: string, owner: Owner | undefined): Promise<string> {
  const system = process.platform === "win32" ? [] : [join("/var/cache", "backwright")];
  const last = join(tmpdir(), `backwright-cache-${process.geteuid?.() ?? "own"}`);
  for (const path of [own, ...(owner === undefined ? [] : system), last])
    if ((await isReachable(path, owner)) && (await isUsable(path))) return path;
  return own;
}

/** It is there or can be made, it is ours, and nobody else can write to it. */
async function isUsable(path: string): Promise<boolean> {
  try {
    await makeOpenFolder(path);
    await access(path, constants.W_OK);
    const facts = await lstat(path);
    const isOurs = process.geteuid === undefined || facts.uid === process.geteuid();
    return facts.isDirectory() && isOurs && (facts.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

/** Whether every folder on the way that exists lets the owner through. */
export async function isReachable(path: string, owner: Owner | undefined): Promise<boolean> {
  if (owner === undefined) return true;
  for (let folder = path; folder !== parse(folder).root; folder = dirname(folder)) {
    const facts = await stat(folder).catch(() => undefined);
    if (facts === undefined) continue;
    const bit = facts.uid === owner.uid ? 0o100 : facts.gid === owner.gid ? 0o010 : 0o001;
    if ((facts.mode & bit) === 0) return false;
  }
  return true;
}

/** Makes a folder that others may read, whatever the umask says. */
export async function makeOpenFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}
