import type { World } from "../../command/index.ts";
import { type MigrationName, newMigration, parseMigrationName } from "../../ledger/index.ts";

/** Statements of one migration, each of which runs outside of a transaction, and the way back. */
export interface IndexMigration {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Said at the top of both files. */
  readonly header: readonly string[];
}

const TITLE = "add_indexes";

/**
 * Writes `<date>_add_indexes.sql` and its rollback. CONCURRENTLY keeps both out of a transaction, which the runner sees by itself; what
 * a broken run leaves INVALID it drops and builds again. Without a folder or statements, nothing.
 */
export async function writeIndexMigration(
  world: World,
  folder: string | undefined,
  { up, down, header }: IndexMigration,
): Promise<readonly string[]> {
  if (folder === undefined || up.length === 0) return [];
  const place = folder.replace(/[/\\]$/, "");
  const { file, rollbackFile } = newMigration(TITLE, world.clock.now(), await namesIn(world, place));
  const text = (lines: readonly string[]): string => [...header.map((line) => `-- ${line}`), ...lines, ""].join("\n");
  await world.files.createText(`${place}/${file}`, text(up));
  await world.files.createText(`${place}/${rollbackFile}`, text(down));
  return [`${place}/${file}`, `${place}/${rollbackFile}`];
}

async function namesIn({ files }: World, folder: string): Promise<readonly MigrationName[]> {
  const names = (await files.list(folder)).filter((name) => /\.sql$/i.test(name) && !/_rollback\.sql$/i.test(name));
  return names.flatMap((name) => parseMigrationName(name.slice(0, -".sql".length)) ?? []);
}
