import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isRecord } from "../../kit/index.ts";

const PACKAGE = "@prisma/schema-engine-wasm";

/** The module of the engine, with the WebAssembly beside it; undefined where no project of these folders has it. */
export function findEngine(folders: readonly string[]): string | undefined {
  return folders
    .map((folder) => resolveFrom(folder, [`${PACKAGE}/schema_engine_bg`]))
    .find((path) => path !== undefined);
}

/**
 * The package to install: the version that belongs to the project's own Prisma where it has one, since every major reads another
 * language: `@prisma/schema-engine-wasm@7.2.0-4.0c8ef2c…`.
 */
export function packageToInstall(folders: readonly string[]): string {
  const version = folders.map(engineVersion).find((one) => one !== undefined);
  return version === undefined ? PACKAGE : `${PACKAGE}@${version}`;
}

const VERSION = "@prisma/engines-version/package.json";

/** Prisma depends on a package that is named for the engine's version, mostly by way of another. */
function engineVersion(folder: string): string | undefined {
  const ways = [[VERSION], ["@prisma/engines", VERSION], ["prisma/package.json", "@prisma/engines", VERSION]];
  const path = ways.map((way) => resolveFrom(folder, way)).find((one) => one !== undefined);
  return path === undefined ? undefined : versionIn(path);
}

/** Each name is looked for from where the one before it was found. */
function resolveFrom(folder: string, names: readonly string[]): string | undefined {
  try {
    return names.reduce((from, name) => createRequire(from).resolve(name), join(folder, "noop.js"));
  } catch {
    return undefined;
  }
}

function versionIn(path: string): string | undefined {
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  return isRecord(manifest) && typeof manifest["version"] === "string" ? manifest["version"] : undefined;
}
