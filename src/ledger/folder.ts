import { posix } from "node:path";
import { errors, type Finding } from "../kit/index.ts";
import { isCode, readCode, type CodeLoader } from "./code.ts";
import type { MigrationFile } from "./file.ts";
import { refusal } from "./finding.ts";
import { bareName, compareMigrations, parseMigrationName, type MigrationName } from "./name.ts";
import { readMigration } from "./read-migration.ts";
import { loadIncludes } from "./script/load-includes.ts";
import type { ScriptInput } from "./script/read-script.ts";
import type { Variables } from "./script/source-text.ts";

/** The files, as far as migrations need them. `World.files` fits. */
export interface MigrationSource {
  readonly list: (path: string) => Promise<readonly string[]>;
  readonly readBytes: (path: string) => Promise<Uint8Array>;
  /** The path that it leads to, every link followed; without it links are not looked at. */
  readonly real?: (path: string) => Promise<string | undefined>;
  readonly facts: (path: string) => Promise<{ readonly kind: "file" | "folder" | "other" } | undefined>;
}

/** What files may ask for besides their own text. */
export interface FolderOptions {
  readonly variables?: Variables;
  /** For goose files between ENVSUB ON and OFF. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Loads migrations that are written as code; without it they are refused. */
  readonly loadCode?: CodeLoader | undefined;
}

export interface MigrationFolder {
  readonly path: string;
  /** In the order in which they are run. */
  readonly files: readonly MigrationFile[];
  /** SQL files whose names say neither a date nor a title, and names that are there twice. */
  readonly strays: readonly Finding[];
}

const ROLLBACK = /(_rollback|\.down)\.sql$/i;
const FORWARD = /(\.up)?\.sql$/i;

/** Reads a folder of migrations. Error: `migrations-folder-missing`; and those of the files. */
export async function readFolder(
  source: MigrationSource,
  path: string,
  options: FolderOptions = {},
): Promise<MigrationFolder> {
  if ((await source.facts(path))?.kind !== "folder") throw errors.ledger.folderMissing({ path });
  const all = (await source.list(path)).filter((name) => !name.startsWith("."));
  const sql = all.filter((name) => /\.sql$/i.test(name));
  const forward = sql.filter((name) => !ROLLBACK.test(name));
  const reading: Reading = {
    source,
    folder: path,
    shown: path,
    options,
    rollbacks: sql.filter((name) => ROLLBACK.test(name)),
  };
  const files: MigrationFile[] = [];
  for (const file of forward) {
    const name = parseMigrationName(file.replace(FORWARD, ""));
    if (name !== undefined) files.push(await readOne(reading, file, name));
  }
  for (const file of all.filter(isCode)) {
    const name = parseMigrationName(file.replace(/\.\w+$/, ""));
    if (name !== undefined) files.push(await readCode(source, `${path}/${file}`, { name, load: options.loadCode }));
  }
  const sorted = files.toSorted(compareMigrations);
  return { path, files: sorted, strays: [...forward.flatMap((file) => strayOf(path, file)), ...twice(sorted)] };
}

/** Reads one file that is named by its path, whatever its name, and the rollback beside it. */
export async function readStandalone(
  source: MigrationSource,
  path: string,
  options: FolderOptions = {},
): Promise<MigrationFile> {
  const folder = posix.dirname(path);
  const file = posix.basename(path);
  const name = bareName(file.replace(isCode(file) ? /\.\w+$/ : FORWARD, ""));
  if (isCode(file)) {
    const code = await readCode(source, path, { name, load: options.loadCode });
    return { ...code, standalone: true };
  }
  const rollbacks = (await source.list(folder)).filter((other) => ROLLBACK.test(other));
  // A path is shown as it was written: `fix.sql`, not `./fix.sql`.
  const shown = path.slice(0, path.length - file.length).replace(/[/\\]$/, "");
  const read = await readOne({ source, folder, shown, options, rollbacks }, file, name);
  return { ...read, standalone: true };
}

interface Reading {
  readonly source: MigrationSource;
  readonly folder: string;
  /** The folder as paths show it. */
  readonly shown: string;
  readonly options: FolderOptions;
  readonly rollbacks: readonly string[];
}

async function readOne(reading: Reading, file: string, name: MigrationName): Promise<MigrationFile> {
  const { source, shown, rollbacks } = reading;
  const before = shown === "" ? "" : `${shown}/`;
  const path = `${before}${file}`;
  const beside = rollbacks.find((other) => other.replace(ROLLBACK, "") === name.id);
  const rollback = beside === undefined ? undefined : `${before}${beside}`;
  const bytes = await source.readBytes(path);
  const undoing = rollback === undefined ? undefined : { path: rollback, bytes: await source.readBytes(rollback) };
  return readMigration({
    name,
    path,
    bytes,
    rollback: undoing,
    context: await contextOf(reading, path, bytes),
    rollbackContext: undoing && (await contextOf(reading, undoing.path, undoing.bytes)),
  });
}

async function contextOf(
  { source, folder, options }: Reading,
  file: string,
  bytes: Uint8Array,
): Promise<ScriptInput["context"]> {
  const text = new TextDecoder().decode(bytes);
  const { includes, linkedOut } = await loadIncludes(source, folder, { file, text });
  return {
    root: folder,
    includes,
    linkedOut,
    variables: options.variables ?? new Map(),
    environment: options.environment ?? {},
  };
}

/** Silence about a file that will never be run would be a lie by omission. */
function strayOf(folder: string, file: string): readonly Finding[] {
  if (parseMigrationName(file.replace(FORWARD, "")) !== undefined) return [];
  return [refusal("migration-bad-name", { path: `${folder}/${file}` }, { name: file })];
}

/** `a.sql` beside `a.ts`: the history could not tell them apart. */
function twice(sorted: readonly MigrationFile[]): readonly Finding[] {
  return sorted.flatMap((file, index) =>
    sorted[index - 1]?.id === file.id
      ? [refusal("migration-duplicate", { path: file.path }, { other: sorted[index - 1]?.path ?? "" })]
      : [],
  );
}
