import { readFileSync, statSync } from "node:fs";

/** An unprivileged user as whom a server runs, because PostgreSQL refuses to run as root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: Owner = { uid: 65_534, gid: 65_534 };

/** Undefined when we are not root: then the server runs as ourselves. A kept folder's own user comes first. */
export function serverOwner(data: string | undefined): Owner | undefined {
  if (process.geteuid?.() !== 0) return undefined;
  return ownerOf(data) ?? accountOf("nobody") ?? accountOf("postgres") ?? NOBODY;
}

function ownerOf(path: string | undefined): Owner | undefined {
  if (path === undefined) return undefined;
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts === undefined || facts.uid === 0 ? undefined : { uid: facts.uid, gid: facts.gid };
}

/** initdb asks the system for the user's name, so the account has to exist. */
function accountOf(name: string): Owner | undefined {
  try {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = (line ?? "").split(":").map(Number);
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
}
