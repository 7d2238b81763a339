import { posix } from "node:path";
import { errors, type Finding } from "../kit/index.ts";
import type { MigrationFile } from "./file.ts";
import { refusal } from "./finding.ts";
import { bareName, compareMigrations, parseMigrationName, type MigrationName } from "./name.ts";
import { readMigration } from "./read-migration.ts";

/** The files, as far as migrations need them. `World.files` fits. */
export interface MigrationSource {
  readonly list: (path: string) => Promise<readonly string[]>;
  readonly readBytes: (path: string) => Promise<Uint8Array>;
  readonly facts: (path: string) => Promise<{ readonly kind: "file" | "folder" | "other" } | undefined>;
}

export interface MigrationFolder {
  readonly path: string;
  /** In the order in which they are run. */
  readonly files: readonly MigrationFile[];
  /** SQL files whose names say neither a date nor a title. */
  readonly strays: readonly Finding[];
}

const ROLLBACK = /_rollback\.sql$/i;

/** Reads a folder of migrations. Error: `migrations-folder-missing`; and those of the files. */
export async function readFolder(source: MigrationSource, path: string): Promise<MigrationFolder> {
  if ((await source.facts(path))?.kind !== "folder") throw errors.ledger.folderMissing({ path });
  const names = (await source.list(path)).filter((name) => /\.sql$/i.test(name) && !name.startsWith("."));
  const forward = names.filter((name) => !ROLLBACK.test(name));
  const rollbacks = new Set(names.filter((name) => ROLLBACK.test(name)));
  const files: MigrationFile[] = [];
  for (const file of forward) {
    const name = parseMigrationName(file.slice(0, -".sql".length));
    if (name !== undefined) files.push(await readOne(source, path, { file, name, rollbacks }));
  }
  return { path, files: files.toSorted(compareMigrations), strays: forward.flatMap((file) => strayOf(path, file)) };
}

/** Reads one file that is named by its path, whatever its name. */
export async function readStandalone(source: MigrationSource, path: string): Promise<MigrationFile> {
  const id = posix.basename(path).replace(/\.sql$/i, "");
  return readMigration({ name: bareName(id), path, standalone: true, bytes: await source.readBytes(path) });
}

interface Entry {
  readonly file: string;
  readonly name: MigrationName;
  readonly rollbacks: ReadonlySet<string>;
}

async function readOne(source: MigrationSource, folder: string, entry: Entry): Promise<MigrationFile> {
  const rollback = `${entry.name.id}_rollback.sql`;
  return readMigration({
    name: entry.name,
    path: `${folder}/${entry.file}`,
    rollback: entry.rollbacks.has(rollback) ? `${folder}/${rollback}` : undefined,
    bytes: await source.readBytes(`${folder}/${entry.file}`),
  });
}

/** Silence about a file that will never be run would be a lie by omission. */
function strayOf(folder: string, file: string): readonly Finding[] {
  const name = file.slice(0, -".sql".length);
  if (parseMigrationName(name) !== undefined) return [];
  return [refusal("migration-bad-name", { path: `${folder}/${file}` }, { name: file })];
}
