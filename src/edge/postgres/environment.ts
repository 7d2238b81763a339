import { readFile, stat } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";

/** What stands in for the parts that a connection string leaves out. */
export interface PostgresEnvironment {
  /** PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE, PGPASSFILE and the like. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: the system's answer. `.pgpass` and `.postgresql/` are looked for below it. */
  readonly homeFolder?: string;
  /** The user's name in the operating system; default: the system's answer. */
  readonly userName?: string;
}

/** The name by which the system knows this user; a uid without an entry falls back on the environment. */
export function systemUser(environment: PostgresEnvironment): string {
  if (environment.userName !== undefined) return environment.userName;
  try {
    return userInfo().username;
  } catch {
    return environment.env["USER"] ?? environment.env["USERNAME"] ?? "postgres";
  }
}

/** libpq keeps certificates and, on Windows, the password file in a folder of its own. */
export function libpqFile(environment: PostgresEnvironment, name: string): string {
  const home = environment.homeFolder ?? homedir();
  if (process.platform !== "win32") return join(home, ".postgresql", name);
  return join(environment.env["APPDATA"] ?? home, "postgresql", name);
}

export function passwordFile(environment: PostgresEnvironment): string {
  if (process.platform === "win32") return libpqFile(environment, "pgpass.conf");
  return join(environment.homeFolder ?? homedir(), ".pgpass");
}

/** Undefined when there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}

/** As libpq asks of a password file: nobody but its owner may read it. Windows has no such bits. */
export async function isPrivate(path: string): Promise<boolean> {
  if (process.platform === "win32") return true;
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && facts.isFile() && (facts.mode & 0o077) === 0;
}
