import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/** Where what can be made again lies: `$BACKWRIGHT_CACHE`, `$XDG_CACHE_HOME`, or the platform's place; absolute. */
export function cacheFolder(env: Variables): string {
  const named = [env["BACKWRIGHT_CACHE"], env["XDG_CACHE_HOME"]].find((folder) => (folder ?? "") !== "");
  if (named !== undefined) return resolve(named, "backwright");
  if (process.platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(home(), "AppData", "Local"), "backwright", "cache");
  return join(home(), process.platform === "darwin" ? "Library/Caches" : ".cache", "backwright");
}

/** An empty HOME would put the cache into the working directory, and an account without a home has none at all. */
function home(): string {
  try {
    return homedir() || tmpdir();
  } catch {
    return tmpdir();
  }
}
