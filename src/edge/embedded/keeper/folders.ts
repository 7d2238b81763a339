import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyTree } from "./copy.ts";
import { optionalText, ownerOf, textOf, type Fields } from "./fields.ts";
import { place } from "./processes.ts";
import { held } from "./state.ts";

export const folderPrefix = "bw-pg-";

/**
 * A fresh private folder below `parent` that is removed at the end. Its file `owner` lets a later keeper remove it when this
 * one is killed; `data` is where the server's data are, when not in it. `open`: other users may walk through it.
 */
export function folder(request: Fields): string {
  const path = mkdtempSync(join(textOf(request, "parent"), folderPrefix));
  held.folders.add(path);
  const owner = { token: held.token, place: place(), data: optionalText(request, "data") };
  writeFileSync(join(path, "owner"), JSON.stringify(owner));
  chmodSync(path, request["open"] === true ? 0o711 : 0o700);
  return path;
}

/** The tree `from` as `to`, for the user `owner`; without `from` an empty folder. */
export function copy(request: Fields): void {
  const [to, from, owner] = [textOf(request, "to"), optionalText(request, "from"), ownerOf(request)];
  if (request["removeAtEnd"] === true) held.folders.add(to);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  if (from !== undefined) copyTree(from, to, owner);
  chmodSync(to, 0o700);
  give({ path: to, owner });
}

/** Makes the server's user the owner of a file or folder. */
export function give(request: Fields): void {
  const owner = ownerOf(request);
  if (owner !== undefined) chownSync(textOf(request, "path"), owner.uid, owner.gid);
}

/** Gives a folder its lasting name. False when another process was first: then ours is removed. */
export function adopt(request: Fields): boolean {
  const from = textOf(request, "from");
  try {
    renameSync(from, textOf(request, "to"));
    return true;
  } catch {
    rmSync(from, { recursive: true, force: true });
    return false;
  } finally {
    held.folders.delete(from);
  }
}
