import { posix } from "node:path";
import { errors } from "../../kit/index.ts";
import { readFolder, readStandalone, type MigrationFolder, type MigrationSource } from "../../ledger/index.ts";

/** A folder, and the one migration of it that was asked for. */
export interface Choice {
  readonly folder: MigrationFolder;
  readonly only: string | undefined;
}

const EMPTY = { files: [], strays: [] } as const;

/**
 * What a word on the command line means: a file of the folder; a file elsewhere, which is run by itself; or the title of
 * exactly one file. Errors: `migration-file-unknown`, `migrations-folder-missing`.
 *
 * @example
 * const { only } = await chooseFile(world.files, "migrations/add_indexes.sql", "migrations"); // "20240115_add_indexes"
 */
export async function chooseFile(source: MigrationSource, word: string, migrations: string): Promise<Choice> {
  const path = word.replaceAll("\\", "/");
  const home = posix.normalize(migrations.replaceAll("\\", "/")).replace(/\/$/, "");
  const isFile = (await source.facts(word))?.kind === "file" && /\.sql$/i.test(path);
  if (isFile && posix.dirname(posix.normalize(path)) !== home) return standalone(source, word, migrations);
  const folder = await readFolder(source, path.includes("/") ? posix.dirname(path) : migrations);
  return { folder, only: findByName(folder, word) };
}

async function standalone(source: MigrationSource, word: string, migrations: string): Promise<Choice> {
  const isThere = (await source.facts(migrations))?.kind === "folder";
  const folder = isThere ? await readFolder(source, migrations) : { path: migrations, ...EMPTY };
  const file = await readStandalone(source, word);
  const others = folder.files.filter((other) => other.id !== file.id);
  return { folder: { ...folder, files: [...others, file] }, only: file.id };
}

function findByName(folder: MigrationFolder, word: string): string {
  const name = posix.basename(word.replaceAll("\\", "/")).replace(/\.sql$/i, "");
  const exact = folder.files.find((candidate) => candidate.id === name);
  if (exact !== undefined) return exact.id;
  const [only, ...others] = folder.files.filter((candidate) => candidate.title === name).map(({ id }) => id);
  if (only !== undefined && others.length === 0) return only;
  const candidates = only === undefined ? [] : [only, ...others];
  throw errors.ledger.fileUnknown({ file: word, folder: folder.path, candidates });
}
