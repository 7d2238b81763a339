import type { Session, SessionOptions } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { readFolder, type FolderOptions } from "../../ledger/index.ts";
import { chooseFile, type Choice } from "./choose-file.ts";
import { codeLoader } from "./load-code.ts";
import { readVariables } from "./variables.ts";

export interface Opened extends Choice {
  readonly session: Session;
}

export interface Where {
  readonly command: string;
  readonly connection?: string | undefined;
  readonly migrations: string;
  readonly file?: string | undefined;
  readonly set?: readonly string[];
}

/**
 * Reads the folder, then connects: a wrong folder is said without a database.
 * Errors: `database-not-given`, `migrations-folder-missing`, `migration-file-unknown`, those of connecting.
 */
export async function openLedger(world: World, where: Where, options: SessionOptions): Promise<Opened> {
  const { command, connection } = where;
  if (connection === undefined) throw errors.database.notGiven({ command });
  const choice = await readChoice(world, where);
  return { ...choice, session: await world.databases.open({ url: connection }, options) };
}

/** The folder, and the one migration of it that was asked for. Errors: as `openLedger`, but for the database's. */
export async function readChoice(world: World, { command, migrations, file, set = [] }: Where): Promise<Choice> {
  const options: FolderOptions = {
    variables: readVariables(set, command),
    environment: world.env,
    loadCode: codeLoader(world),
  };
  if (file !== undefined) return chooseFile(world.files, { word: file, migrations }, options);
  return { folder: await readFolder(world.files, migrations, options), only: undefined };
}
