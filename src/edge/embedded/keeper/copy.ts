import { chownSync, constants, copyFileSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Owner } from "./fields.ts";

/** What a folder holds: files, folders, links. Where the file system can share blocks (btrfs, xfs, APFS) nothing is copied. */
export function copyTree(from: string, to: string, owner: Owner | undefined): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) {
      mkdirSync(target, { mode: 0o700 });
      copyTree(source, target, owner);
    } else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
    if (owner !== undefined && !entry.isSymbolicLink()) chownSync(target, owner.uid, owner.gid);
  }
}
