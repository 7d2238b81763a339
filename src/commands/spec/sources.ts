import type { World } from "../../command/index.ts";
import { isOwnTypes, readAliases, type Sources } from "../../typescript/routes/index.ts";

const LIMIT = { files: 5_000, bytes: 64_000_000, fileBytes: 4_000_000, jsonBytes: 200_000, depth: 24 } as const;

/** What is made by tools, installed, or only there for tests. */
const SKIPPED =
  /^(?:node_modules|dist|build|out|coverage|tests?|__tests__|__mocks__|e2e|cypress|fixtures|public|static|vendor|\..*)$/i;
const SOURCE = /(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/;
const TEST = /\.(?:test|spec|e2e-spec|stories|config)\.[cm]?[jt]sx?$/;

export interface ReadSources extends Sources {
  /** Files that were left out because there were too many or they were too large. */
  readonly skipped: readonly string[];
}

interface Walk {
  readonly root: string;
  readonly real: string;
  readonly files: Map<string, string>;
  readonly aliases: Sources["aliases"][number][];
  readonly skipped: string[];
  readonly seen: Set<string>;
  bytes: number;
}

/** The sources below a folder, bounded in number and size. Links that lead out of it are not followed. */
export async function readSources(world: World, root: string): Promise<ReadSources> {
  const real = (await world.files.real(root)) ?? root;
  const walk: Walk = { root, real, files: new Map(), aliases: [], skipped: [], seen: new Set(), bytes: 0 };
  await readFolder(world, walk, { folder: "", depth: 0 });
  return walk;
}

async function readFolder(
  world: World,
  walk: Walk,
  { folder, depth }: { readonly folder: string; readonly depth: number },
): Promise<void> {
  if (depth > LIMIT.depth) return;
  for (const name of await world.files.list(`${walk.root}/${folder}`)) {
    world.signal.throwIfAborted();
    const path = folder === "" ? name : `${folder}/${name}`;
    const facts = await world.files.facts(`${walk.root}/${path}`);
    if (facts === undefined || !(await isInside(world, walk, path))) continue;
    if (facts.kind === "folder" && !SKIPPED.test(name))
      await readFolder(world, walk, { folder: path, depth: depth + 1 });
    if (facts.kind === "file") await readFile(world, walk, { path, name, size: facts.size });
  }
}

/** Once each, and never outside of the root. */
async function isInside(world: World, { root, real, seen }: Walk, path: string): Promise<boolean> {
  const target = (await world.files.real(`${root}/${path}`))?.replaceAll("\\", "/");
  const start = real.replaceAll("\\", "/").replace(/\/$/, "");
  if (target === undefined || !target.startsWith(`${start}/`) || seen.has(target)) return false;
  seen.add(target);
  return true;
}

interface Found {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

async function readFile(world: World, walk: Walk, { path, name, size }: Found): Promise<void> {
  const isConfig = /^(?:tsconfig.*|jsconfig|package)\.json$/.test(name);
  const isJson = name.endsWith(".json") && size <= LIMIT.jsonBytes;
  if (!isJson && !name.endsWith(".d.ts") && (!SOURCE.test(name) || TEST.test(name))) return;
  if (size > LIMIT.fileBytes || walk.files.size >= LIMIT.files || walk.bytes + size > LIMIT.bytes) {
    walk.skipped.push(path);
    return;
  }
  const text = await world.files.readText(`${walk.root}/${path}`);
  if (name.endsWith(".d.ts") && !isOwnTypes(name, text)) return;
  walk.bytes += size;
  if (isConfig) walk.aliases.push(...readAliases(path, text));
  walk.files.set(path, text);
}
