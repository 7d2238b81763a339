import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { optionalText, readRecord, textOf } from "./fields.ts";
import { folderPrefix } from "./folders.ts";
import { killAll, place, processesWith } from "./processes.ts";
import { removeSharedMemory } from "./shared-memory.ts";
import { held } from "./state.ts";

/** As mkdtemp completes `folderPrefix`. */
const FOLDER = new RegExp(`^${folderPrefix}[A-Za-z0-9]{6}$`);
const UNOWNED_LIMIT_MS = 10 * 60_000;

/** Ends what earlier keepers of this user have left below a folder when they were killed themselves. */
export async function sweep(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => FOLDER.test(entry))) {
    const path = join(parent, name);
    if (isOurs(path)) await sweepOne(path).catch(() => undefined);
  }
}

/** In a folder that everybody may write to, only what this user made can be believed. */
function isOurs(path: string): boolean {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts === undefined || !facts.isDirectory()) return false;
  return process.geteuid === undefined || facts.uid === process.geteuid();
}

async function sweepOne(path: string): Promise<void> {
  const owner = readOwner(path);
  if (owner === undefined) return removeWhenOld(path);
  const isElsewhere = owner.place !== place() || process.platform === "win32";
  if (isElsewhere || owner.token === held.token || isKept(owner.token)) return;
  await killAll(owner.token);
  removeSharedMemory(owner.data ?? join(path, "data"));
  rmSync(path, { recursive: true, force: true });
}

/** The keeper of the folder lives. */
const isKept = (token: string): boolean =>
  processesWith(token).some(({ line }) => /[\\/]main\.[jt]s bw_[0-9a-f]+ ?$/.test(line));

interface FolderOwner {
  readonly token: string;
  readonly place: string;
  readonly data: string | undefined;
}

function readOwner(path: string): FolderOwner | undefined {
  try {
    const fields = readRecord(readFileSync(join(path, "owner"), "utf8"));
    const token = textOf(fields, "token");
    const owner = { token, place: textOf(fields, "place"), data: optionalText(fields, "data") };
    return /^bw_[0-9a-f]{16}$/.test(token) ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Killed between making the folder and writing its owner. Without that file only an empty folder is surely ours. */
function removeWhenOld(path: string): void {
  if (readdirSync(path).length > 0 || Date.now() - lstatSync(path).mtimeMs < UNOWNED_LIMIT_MS) return;
  rmdirSync(path);
}
