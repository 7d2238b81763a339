import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/** Where what can be made again lies: `$BACKWRIGHT_CACHE`, `$XDG_CACHE_HOME`, or the platform's place; absolute. */
export function cacheFolder(env: Variables): string {
  const named = firstOf(env, "BACKWRIGHT_CACHE", "XDG_CACHE_HOME");
  if (named !== undefined) return resolve(named, "backwright");
  if (process.platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(home(), "AppData", "Local"), "backwright", "cache");
  return join(home(), process.platform === "darwin" ? "Library/Caches" : ".cache", "backwright");
}

/** Where what the user has said lies: `$BACKWRIGHT_SETTINGS`, `$XDG_CONFIG_HOME`, or the platform's place; absolute. */
export function settingsFolder(env: Variables): string {
  const named = firstOf(env, "BACKWRIGHT_SETTINGS", "XDG_CONFIG_HOME");
  if (named !== undefined) return resolve(named, "backwright");
  if (process.platform === "win32") return join(env["APPDATA"] ?? join(home(), "AppData", "Roaming"), "backwright");
  return join(home(), process.platform === "darwin" ? "Library/Application Support" : ".config", "backwright");
}

const firstOf = (env: Variables, ...names: readonly string[]): string | undefined =>
  names.map((name) => env[name]).find((value) => (value ?? "") !== "");

/** An empty HOME would put the cache into the working directory, and an account without a home has none at all. */
function home(): string {
  try {
    return homedir() || tmpdir();
  } catch {
    return tmpdir();
  }
}
