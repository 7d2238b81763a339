import { posix } from "node:path";
import { errors } from "../../kit/index.ts";
import {
  readFolder,
  readStandalone,
  type FolderOptions,
  type MigrationFolder,
  type MigrationSource,
} from "../../ledger/index.ts";

/** A folder, and the one migration of it that was asked for. */
export interface Choice {
  readonly folder: MigrationFolder;
  readonly only: string | undefined;
}

export interface Asked {
  readonly word: string;
  readonly migrations: string;
}

const EMPTY = { files: [], strays: [] } as const;
const MIGRATION = /\.(sql|[cm]?[jt]s)$/i;

/**
 * What a word on the command line means: a file of the folder; a file elsewhere, which is run by itself; or the title of
 * exactly one file. Errors: `migration-file-unknown`, `migrations-folder-missing`.
 *
 * @example
 * const { only } = await chooseFile(world.files, { word: "migrations/add_indexes.sql", migrations: "migrations" }, {});
 * // "20240115_add_indexes"
 */
export async function chooseFile(source: MigrationSource, asked: Asked, options: FolderOptions): Promise<Choice> {
  const { word, migrations } = asked;
  const path = word.replaceAll("\\", "/");
  const home = posix.normalize(migrations.replaceAll("\\", "/")).replace(/\/$/, "");
  const isFile = (await source.facts(word))?.kind === "file" && MIGRATION.test(path);
  if (isFile && posix.dirname(posix.normalize(path)) !== home) return standalone(source, asked, options);
  const folder = await readFolder(source, path.includes("/") ? posix.dirname(path) : migrations, options);
  return { folder, only: findByName(folder, word) };
}

async function standalone(source: MigrationSource, asked: Asked, options: FolderOptions): Promise<Choice> {
  const { word, migrations } = asked;
  const isThere = (await source.facts(migrations))?.kind === "folder";
  const folder = isThere ? await readFolder(source, migrations, options) : { path: migrations, ...EMPTY };
  const file = await readStandalone(source, word, options);
  const others = folder.files.filter((other) => other.id !== file.id);
  return { folder: { ...folder, files: [...others, file] }, only: file.id };
}

/** The id of the one migration that a word names. Error: `migration-file-unknown`. */
export function findByName(folder: MigrationFolder, word: string): string {
  const name = posix.basename(word.replaceAll("\\", "/")).replace(MIGRATION, "");
  const exact = folder.files.find((candidate) => candidate.id === name);
  if (exact !== undefined) return exact.id;
  const [only, ...others] = folder.files.filter((candidate) => candidate.title === name).map(({ id }) => id);
  if (only !== undefined && others.length === 0) return only;
  const candidates = only === undefined ? [] : [only, ...others];
  throw errors.ledger.fileUnknown({ file: word, folder: folder.path, candidates });
}
