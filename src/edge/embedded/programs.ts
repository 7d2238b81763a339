import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import type { EngineInfo } from "../../command/index.ts";
import type { Owner } from "./owner.ts";

/** The programs of one PostgreSQL, ready to be run. */
export interface Programs {
  readonly info: EngineInfo;
  readonly folder: string;
  /** Folders of shared libraries that the programs need and that the system does not know. */
  readonly libraries: readonly string[];
}

const KEPT: readonly string[] = ["PATH", "SystemRoot", "SYSTEMROOT", "windir", "TEMP", "TMP", "TMPDIR", "COMSPEC"];

/** A small environment: the server's user must not find our secrets in its own, and PG* variables must not steer it. */
export function programEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  libraries: readonly string[] = [],
): Readonly<Record<string, string>> {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const own = { ...kept, LC_MESSAGES: "C", TZ: "UTC" };
  return libraries.length === 0 ? own : { ...own, ...withLibraries(own, libraries) };
}

function withLibraries(
  env: Readonly<Record<string, string>>,
  libraries: readonly string[],
): Readonly<Record<string, string>> {
  if (process.platform === "win32") return { PATH: [...libraries, env["PATH"] ?? ""].join(delimiter) };
  const name = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return { [name]: libraries.join(delimiter) };
}

export const programFile = (folder: string, name: string): string =>
  join(folder, process.platform === "win32" ? `${name}.exe` : name);

/** The version that a `postgres` tells, when it can be run by that user at all: `18.4`. */
export function versionOf(
  folder: string,
  how: { readonly env: Readonly<Record<string, string>>; readonly owner: Owner | undefined },
): Promise<string | undefined> {
  const options = {
    env: { ...how.env },
    cwd: process.platform === "win32" ? undefined : "/",
    timeout: 10_000,
    ...how.owner,
  };
  return new Promise((resolve) => {
    try {
      execFile(programFile(folder, "postgres"), ["--version"], options, (failure, stdout) =>
        resolve(failure === null ? /(\d+(?:\.\d+)?)/.exec(stdout)?.[1] : undefined),
      );
    } catch {
      resolve(undefined);
    }
  });
}

export const majorOf = (version: string): number => Number.parseInt(version, 10);

/** Below zero when a is older: 15.9 comes before 15.18. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [numbersIn(a), numbersIn(b)];
  const places = Array.from({ length: Math.max(x.length, y.length) }, (_, place) => place);
  const differing = places.find((place) => (x[place] ?? 0) !== (y[place] ?? 0)) ?? 0;
  return (x[differing] ?? 0) - (y[differing] ?? 0);
}

const numbersIn = (version: string): readonly number[] => (version.match(/\d+/g) ?? []).map(Number);
