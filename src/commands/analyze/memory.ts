import {
  type Examination,
  memoryName,
  memoryOf,
  readMemory,
  type AnalysisSource,
  type Memory,
} from "../../advice/index.ts";
import type { World } from "../../command/index.ts";

/** What the last analysis of the same database on this machine named; undefined when there was none. */
export async function recall(world: World, source: AnalysisSource, found: Examination): Promise<Memory | undefined> {
  try {
    return readMemory(await world.files.readText(pathOf(world, source, found)));
  } catch {
    return undefined;
  }
}

/** Best effort: a cache that cannot be written costs the comparison, not the analysis. */
export async function remember(
  world: World,
  source: AnalysisSource,
  found: Examination & { readonly analyzedAt: string },
): Promise<void> {
  const text = `${JSON.stringify(memoryOf(found.findings, found.analyzedAt), undefined, 2)}\n`;
  await world.files.writeText(pathOf(world, source, found), text).catch(() => undefined);
}

/** Copies of one cluster share its identifier, so that the place counts as well. */
function pathOf({ files }: World, source: AnalysisSource, { catalog }: Examination): string {
  const { name, systemIdentifier, where } = catalog.database;
  const identity =
    source.kind === "files"
      ? ["files", ...source.files.map((path) => files.resolve(path))]
      : ["database", systemIdentifier ?? "", where, name];
  return `${files.cacheFolder()}/analyze/${memoryName(JSON.stringify(identity))}`;
}
