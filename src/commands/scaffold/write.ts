import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  decideFile,
  decideLeftover,
  hashOf,
  readManifest,
  writeManifest,
  type FileDecision,
  type GeneratedFile,
  type Manifest,
} from "../../scaffold/index.ts";
import { shownPath, type Places } from "./places.ts";

export interface WriteWishes {
  readonly dryRun: boolean;
  readonly force: boolean;
}

export interface WrittenFile {
  /** Absolute. */
  readonly path: string;
  readonly decision: FileDecision;
  /** Where an edited file was kept. */
  readonly copy: string | undefined;
}

/** Decides about every file, then writes, manifest included. Error: `scaffold-edited`, before anything is written. */
export async function writeFiles(
  world: World,
  places: Places,
  work: { readonly files: readonly GeneratedFile[]; readonly wishes: WriteWishes },
): Promise<readonly WrittenFile[]> {
  const manifestPath = `${places.projectRoot}/.backwright/manifest.json`;
  const manifest = readManifest(await textAt(world, manifestPath));
  const decided = await decideAll(world, places, { files: work.files, manifest });
  const edited = decided.filter(({ decision }) => decision.action === "edited");
  if (edited.length > 0 && !work.wishes.force) {
    throw errors.scaffold.edited({ paths: edited.map(({ path }) => shownPath(world, path)) });
  }
  if (work.wishes.dryRun) return decided;
  await world.files.writeText(manifestPath, writeManifest(duringWrite(manifest, decided)));
  const written = await writeAll(world, decided);
  await world.files.writeText(manifestPath, writeManifest(afterWrite(manifest, decided)));
  return written;
}

async function textAt(world: World, path: string): Promise<string | undefined> {
  return (await world.files.facts(path)) === undefined ? undefined : world.files.readText(path);
}

interface Deciding {
  readonly files: readonly GeneratedFile[];
  readonly manifest: Manifest;
}

async function decideAll(world: World, places: Places, { files, manifest }: Deciding): Promise<readonly WrittenFile[]> {
  const root =
    places.sourceRoot === places.projectRoot ? "" : `${places.sourceRoot.slice(places.projectRoot.length + 1)}/`;
  const targets = files.map((file) => ({ file, key: `${root}${file.path}` }));
  const keys = new Set(targets.map(({ key }) => key));
  const fresh = await Promise.all(
    targets.map(async ({ file, key }) => {
      const path = `${places.projectRoot}/${key}`;
      return { path, copy: undefined, decision: decideFile(file, { key, text: await textAt(world, path) }, manifest) };
    }),
  );
  const old = [...manifest.files.keys()].filter((key) => !keys.has(key) && key.startsWith(root) && isInside(key));
  const leftovers = await Promise.all(
    old.map((key) => leftover(world, `${places.projectRoot}/${key}`, { key, manifest })),
  );
  return [...fresh, ...leftovers.filter((file) => file !== undefined)];
}

/** A manifest is a file that anybody can edit: what it names is only touched below the project. */
const isInside = (key: string): boolean =>
  !key.startsWith("/") && !key.includes(":") && !key.split(/[\\/]/).includes("..");

async function leftover(
  world: World,
  path: string,
  { key, manifest }: { readonly key: string; readonly manifest: Manifest },
): Promise<WrittenFile | undefined> {
  const decision = decideLeftover({ key, text: await textAt(world, path) }, manifest);
  return decision === undefined ? undefined : { path, copy: undefined, decision };
}

/** While files are written both texts count as ours: an interrupted run can be run again. */
function duringWrite(manifest: Manifest, decided: readonly WrittenFile[]): Manifest {
  const files = new Map(manifest.files);
  for (const { decision } of managed(decided)) {
    if (decision.text === undefined) continue;
    files.set(decision.key, [...new Set([...(manifest.files.get(decision.key) ?? []), hashOf(decision.text)])]);
  }
  return { files };
}

function afterWrite(manifest: Manifest, decided: readonly WrittenFile[]): Manifest {
  const files = new Map(manifest.files);
  for (const { decision } of managed(decided)) {
    if (decision.text === undefined) files.delete(decision.key);
    else files.set(decision.key, [hashOf(decision.text)]);
  }
  return { files };
}

const managed = (decided: readonly WrittenFile[]): readonly WrittenFile[] =>
  decided.filter(({ decision }) => decision.ownership === "managed");

async function writeAll(world: World, decided: readonly WrittenFile[]): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const file of decided) {
    world.signal.throwIfAborted();
    written.push(await writeOne(world, file));
  }
  return written;
}

async function writeOne(world: World, file: WrittenFile): Promise<WrittenFile> {
  const { path, decision } = file;
  const { action, text } = decision;
  if (action === "remove") await world.files.remove(path);
  if (text === undefined || action === "kept" || action === "unchanged") return file;
  const copy = action === "edited" ? await keepCopy(world, path) : undefined;
  if (decision.ownership === "once") await world.files.createText(path, text);
  else await world.files.writeText(path, text);
  return { ...file, copy };
}

/** The first free of `x.ts.orig`, `x.ts.orig2`, … */
async function keepCopy(world: World, path: string): Promise<string> {
  const text = await world.files.readText(path);
  for (let number = 1; ; number += 1) {
    const copy = `${path}.orig${number === 1 ? "" : number}`;
    if (await world.files.createText(copy, text)) return copy;
  }
}
