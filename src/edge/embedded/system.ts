import { existsSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Owner } from "./owner.ts";
import { compareVersions, majorOf, programEnvironment, programFile, versionOf, type Programs } from "./programs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Folders whose children are versions, and where the programs are below each: Debian, RHEL, Homebrew, Postgres.app, Windows. */
const PARENTS: readonly (readonly [parent: string, child: RegExp, below: string])[] = [
  ["/usr/lib/postgresql", /^\d/, "bin"],
  ["/usr", /^pgsql-\d+$/, "bin"],
  ["/opt/homebrew/opt", /^postgresql(@\d+)?$/, "bin"],
  ["/usr/local/opt", /^postgresql(@\d+)?$/, "bin"],
  ["/Applications/Postgres.app/Contents/Versions", /^\d/, "bin"],
  ["C:\\Program Files\\PostgreSQL", /^\d/, "bin"],
];

/** The PostgreSQL servers that the machine itself has, newest first. */
export async function systemPrograms(env: Environment, owner: Owner | undefined): Promise<readonly Programs[]> {
  const found = await Promise.all(systemFolders(env).map((folder) => programsIn(folder, env, owner)));
  return found.flat().toSorted((a, b) => compareVersions(b.info.version, a.info.version));
}

async function programsIn(folder: string, env: Environment, owner: Owner | undefined): Promise<readonly Programs[]> {
  const version = await versionOf(folder, { env: programEnvironment(env), owner });
  if (version === undefined) return [];
  return [{ info: { kind: "system", major: majorOf(version), version, path: folder }, folder, libraries: [] }];
}

function systemFolders(env: Environment): readonly string[] {
  const onPath = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const known = PARENTS.flatMap(([parent, child, below]) => childrenOf(parent, child).map((path) => join(path, below)));
  const usable = [...known, ...onPath].filter((folder) => hasServer(folder));
  // A link on PATH to a program of another folder is that folder.
  const real = usable.map((folder) => dirname(realpathSync(programFile(folder, "postgres"))));
  return [...new Set(real)].filter((folder) => hasServer(folder));
}

function childrenOf(parent: string, child: RegExp): readonly string[] {
  try {
    return readdirSync(parent)
      .filter((name) => child.test(name))
      .map((name) => join(parent, name));
  } catch {
    return [];
  }
}

const hasServer = (folder: string): boolean =>
  ["postgres", "initdb"].every((name) => existsSync(programFile(folder, name)));
