import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import {
  migrationSkeleton,
  migrationTitle,
  newMigration,
  parseMigrationName,
  rollbackSkeleton,
  type MigrationName,
} from "../ledger/index.ts";
import { createdText } from "../report/ledger/index.ts";
import { migrationsInput } from "./ledger/index.ts";

export const command = defineCommand({
  name: "db create",
  summary: "Writes an empty migration and its rollback",
  description:
    "The files are named YYYYMMDD_name.sql and YYYYMMDD_name_rollback.sql; from the day's second migration on with the time, " +
    "YYYYMMDD_HHMMSS_name.sql (UTC), so that they sort in the order in which they were made.",
  effects: ["writes"],
  input: z.object({
    name: z.string().describe("What the migration does: add_user_table").meta({ position: 0 }),
    migrations: migrationsInput,
  }),
  output: z.object({
    migration: z.string().describe("Name in the history"),
    file: z.string(),
    rollback: z.string(),
    sortsBefore: z.array(z.string()).readonly().describe("Migrations with a later date, which are run after this one"),
  }),
  examples: [{ line: 'backwright db create "add_user_table"', what: "writes both files into migrations/" }],
  run: async (input, world) => {
    const title = migrationTitle(input.name);
    const existing = await namesIn(world, input.migrations);
    const same = existing.find((name) => name.title === title);
    if (same !== undefined) throw errors.ledger.exists({ title, path: `${input.migrations}/${same.id}.sql` });
    const { id, sortsBefore, ...files } = newMigration(title, world.clock.now(), existing);
    const file = `${input.migrations}/${files.file}`;
    const rollback = `${input.migrations}/${files.rollbackFile}`;
    await writeNew(world, file, migrationSkeleton(id));
    await writeNew(world, rollback, rollbackSkeleton(id));
    return { migration: id, file, rollback, sortsBefore };
  },
  views: { text: createdText },
});

async function namesIn(world: World, folder: string): Promise<readonly MigrationName[]> {
  const names = (await world.files.list(folder)).filter(
    (name) => /\.sql$/i.test(name) && !/_rollback\.sql$/i.test(name),
  );
  return names.flatMap((name) => parseMigrationName(name.slice(0, -".sql".length)) ?? []);
}

async function writeNew(world: World, path: string, text: string): Promise<void> {
  if (!(await world.files.createText(path, text))) throw errors.ledger.exists({ title: path, path });
}
