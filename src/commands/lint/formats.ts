import { parseMigrationName } from "../../ledger/index.ts";

export { readFormat, type FormattedMigration } from "../../ledger/index.ts";

/** Whether a file is named as our own runner's migrations are. */
export const parseMigration = (file: string): boolean =>
  parseMigrationName(file.replace(/(?:_rollback)?\.sql$/i, "")) !== undefined && /\.sql$/i.test(file);
