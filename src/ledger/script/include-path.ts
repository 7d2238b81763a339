import { posix } from "node:path";
import type { PsqlCommand } from "./psql-command.ts";

type Include = Extract<PsqlCommand, { readonly kind: "include" }>;

/**
 * The path that an include means: `\ir` from the file's own folder; `\i` from the folder of migrations, whose name it may
 * begin with. Undefined when it leads out of that folder.
 *
 * @example
 * includePath({ kind: "include", path: "parts/a.sql", isRelative: false }, "migrations/1.sql", "migrations");
 * // "migrations/parts/a.sql"
 */
export function includePath(include: Include, file: string, root: string): string | undefined {
  const path = include.path.replaceAll("\\", "/");
  const home = posix.normalize(root).replace(/\/$/, "");
  const from = include.isRelative ? posix.dirname(file) : home;
  const isWhole = posix.isAbsolute(path) || (!include.isRelative && posix.normalize(path).startsWith(`${home}/`));
  const full = posix.normalize(isWhole ? path : posix.join(from, path));
  return full.startsWith(home === "." ? "" : `${home}/`) && !/^\.\.(\/|$)/.test(full) && isPlain(full, home)
    ? full
    : undefined;
}

/** With the working directory itself as the folder, an absolute path or a drive would lead out. */
function isPlain(full: string, home: string): boolean {
  return home !== "." || !(posix.isAbsolute(full) || /^[A-Za-z]:/.test(full));
}
