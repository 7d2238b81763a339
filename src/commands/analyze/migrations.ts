import type { Suggestion } from "../../advice/index.ts";
import type { World } from "../../command/index.ts";
import { migrationTitle, newMigration, parseMigrationName, type MigrationName } from "../../ledger/index.ts";

/** One file: either statements for one transaction, or one that cannot be in any. */
interface Piece {
  readonly title: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
}

export interface MigrationsWritten {
  readonly written: readonly string[];
  readonly present: readonly string[];
}

/**
 * Writes the suggestions as migrations with rollbacks, in a form that `db migrate` runs: what PostgreSQL refuses inside
 * a transaction has a file of its own. A title that the folder has already is left alone. Without a folder, nothing.
 */
export async function writeMigrations(
  world: World,
  folder: string | undefined,
  suggestions: readonly Suggestion[],
): Promise<MigrationsWritten> {
  if (folder === undefined) return { written: [], present: [] };
  const place = folder.replace(/[/\\]$/, "");
  const names = [...(await namesIn(world, place))];
  const pieces = suggestions.flatMap(piecesOf);
  const isPresent = ({ title }: { readonly title: string }): boolean => pieces.some((piece) => piece.title === title);
  const present = names.filter(isPresent);
  const written: string[] = [];
  for (const piece of pieces) {
    if (present.some((name) => name.title === piece.title)) continue;
    const migration = newMigration(piece.title, world.clock.now(), names);
    names.push(...[parseMigrationName(migration.id)].filter((name) => name !== undefined));
    await world.files.createText(`${place}/${migration.file}`, textOf(piece.up));
    await world.files.createText(`${place}/${migration.rollbackFile}`, textOf(piece.down));
    written.push(`${place}/${migration.file}`, `${place}/${migration.rollbackFile}`);
  }
  return { written, present: present.map(({ id }) => `${place}/${id}.sql`) };
}

async function namesIn({ files }: World, folder: string): Promise<readonly MigrationName[]> {
  const names = (await files.list(folder)).filter((name) => /\.sql$/i.test(name) && !/_rollback\.sql$/i.test(name));
  return names.flatMap((name) => parseMigrationName(name.slice(0, -".sql".length)) ?? []);
}

const textOf = (statements: readonly string[]): string => `${statements.join("\n")}\n`;

/** What `db rollback` refuses, with this reason. */
const IRREVERSIBLE = ["-- backwright:irreversible: no statement brings back what was there"];
/** `db rollback` wants a statement of every file that it undoes. */
const NOTHING = ["-- Undone by the rollback of the file before this one.", "SELECT 1;"];

function piecesOf(suggestion: Suggestion): readonly Piece[] {
  const groups = grouped(suggestion.up);
  const title = titleOf(suggestion);
  return groups.map((up, place) => ({
    title: migrationTitle(groups.length === 1 ? title : `${title}_${place + 1}`),
    up,
    down: downOf(suggestion, place),
  }));
}

/** All pieces are undone by the first one's rollback, which is the last to be run. */
function downOf({ down }: Suggestion, place: number): readonly string[] {
  if (down.length === 0) return IRREVERSIBLE;
  return place === 0 ? down : NOTHING;
}

function grouped(statements: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  for (const statement of statements) {
    const last = groups.at(-1);
    const canJoin = last !== undefined && ![statement, ...last].some((one) => one.includes(" CONCURRENTLY "));
    if (canJoin) last.push(statement);
    else groups.push([statement]);
  }
  return groups;
}

function titleOf({ kind, schema, table, columns, index }: Suggestion): string {
  const place = schema === "public" ? [] : [schema];
  const words = kind === "drop-index" ? [kind, ...place, index ?? table] : [kind, ...place, table, ...columns];
  const title = words
    .join("_")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
  return title.slice(0, 90).replaceAll(/^_+|_+$/g, "");
}
