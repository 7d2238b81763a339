import { parseMigrationName, readMigration, type HistoryEntry, type MigrationFile } from "../../src/ledger/index.ts";

/** A migration file of the name with the text. */
export function fileOf(id: string, text: string | Uint8Array = `create table "${id}" ();`): MigrationFile {
  const name = parseMigrationName(id);
  if (name === undefined) throw new Error(`${id} is no name of a migration`);
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  return readMigration({ name, path: `migrations/${id}.sql`, bytes });
}

/** The same, named by itself from outside the folder. */
export function standaloneOf(id: string, text: string): MigrationFile {
  return { ...fileOf("20240101_any", text), id, title: id, date: id, path: `${id}.sql`, standalone: true };
}

/** The history's row of a file that was applied as it stands. */
export function entryOf(file: MigrationFile, state: HistoryEntry["state"] = "applied"): HistoryEntry {
  const { id, checksum, rawChecksum } = file;
  return {
    id,
    checksum,
    rawChecksum,
    state,
    recordedAt: "2024-01-15T10:00:00.000Z",
    recordedBy: "ada",
    durationMs: 5,
    standalone: file.standalone,
    origin: "run",
  };
}
