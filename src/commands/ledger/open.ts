import type { Session, SessionOptions } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import { readFolder } from "../../ledger/index.ts";
import { chooseFile, type Choice } from "./choose-file.ts";

export interface Opened extends Choice {
  readonly session: Session;
}

export interface Where {
  readonly command: string;
  readonly connection?: string | undefined;
  readonly migrations: string;
  readonly file?: string | undefined;
}

/**
 * Reads the folder, then connects: a wrong folder is said without a database.
 * Errors: `database-not-given`, `migrations-folder-missing`, `migration-file-unknown`, those of connecting.
 */
export async function openLedger(world: World, where: Where, options: SessionOptions): Promise<Opened> {
  const { command, connection, migrations, file } = where;
  if (connection === undefined) throw errors.database.notGiven({ command });
  const { folder, only } =
    file === undefined
      ? { folder: await readFolder(world.files, migrations), only: undefined }
      : await chooseFile(world.files, file, migrations);
  return { folder, only, session: await world.databases.open({ url: connection }, options) };
}
