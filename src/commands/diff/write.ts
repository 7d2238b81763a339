import type { World } from "../../command/index.ts";
import { type Batch, fileText, type Measured, type Plan, titleOf } from "../../diff/index.ts";
import { errors } from "../../kit/index.ts";
import { type MigrationName, migrationTitle, newMigration, parseMigrationName } from "../../ledger/index.ts";
import { shownHazard } from "./hazards.ts";
import type { DiffOutput } from "./output.ts";
import { rollbackText, type Rollbacks } from "./rollback-text.ts";

export interface Migrations extends Rollbacks {
  /** Of the statements of `up`, in their order. */
  readonly measured: Measured | null;
  /** Chosen by the user; else what the changes say. */
  readonly title?: string | undefined;
  readonly folder: string | null;
  /** Said at the top of every file. */
  readonly warnings: readonly string[];
}

/** The files of a plan: one per transaction, numbered where there are several. */
export async function migrationFiles(world: World, migrations: Migrations): Promise<DiffOutput["files"]> {
  const { up, folder } = migrations;
  const place = folder?.replace(/[/\\]$/, "");
  const names = place === undefined ? [] : [...(await namesIn(world, place))];
  const title = migrations.title ?? titleOf(up.changes);
  const files: DiffOutput["files"][number][] = [];
  for (const [index, batch] of up.batches.entries()) {
    const numbered = migrationTitle(up.batches.length === 1 ? title : `${title}_${index + 1}`);
    const migration = newMigration(numbered, world.clock.now(), names);
    names.push(...[parseMigrationName(migration.id)].filter((name) => name !== undefined));
    const sql = fileText(batch, [migration.id, ...migrations.warnings], migrations.timeouts);
    const rollbackSql = rollbackText(migration.id, index, migrations);
    if (place !== undefined) await writeBoth(world, `${place}/`, { ...migration, sql, rollbackSql });
    files.push({
      file: migration.file,
      rollbackFile: migration.rollbackFile,
      transactional: batch.transactional,
      sql,
      rollbackSql,
      statements: statementsOf(migrations, index, batch),
      isWritten: place !== undefined,
    });
  }
  return files;
}

function statementsOf(
  { up, measured }: Migrations,
  index: number,
  { steps }: Batch,
): DiffOutput["files"][number]["statements"] {
  const first = up.batches.slice(0, index).flatMap((batch) => batch.steps).length;
  return steps.map(({ sql, hazards }, place) => {
    const seen = measured?.steps[first + place];
    return {
      sql,
      hazards: hazards.map(shownHazard),
      unmeasured: seen === undefined ? (measured?.unmeasured ?? "it was not run on a shadow") : seen.unmeasured,
    };
  });
}

async function namesIn({ files }: World, folder: string): Promise<readonly MigrationName[]> {
  const names = (await files.list(folder)).filter((name) => /\.sql$/i.test(name) && !/_rollback\.sql$/i.test(name));
  return names.flatMap((name) => parseMigrationName(name.slice(0, -".sql".length)) ?? []);
}

/** What no rollback brings back. */
export const lossesOf = ({ changes }: Plan): readonly string[] =>
  changes.flatMap(({ hazards }) => hazards.flatMap((hazard) => (hazard.code === "data-loss" ? [hazard.what] : [])));

interface Written {
  readonly file: string;
  readonly rollbackFile: string;
  readonly sql: string;
  readonly rollbackSql: string;
}

async function writeBoth(world: World, place: string, written: Written): Promise<void> {
  for (const [name, text] of [
    [written.file, written.sql],
    [written.rollbackFile, written.rollbackSql],
  ] as const)
    if (!(await world.files.createText(`${place}${name}`, text)))
      throw errors.ledger.exists({ title: name, path: `${place}${name}` });
}
