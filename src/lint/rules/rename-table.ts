import { renameRule } from "../renames.ts";

/** RENAME of a table or a view. */
export const renameTable = renameRule("rename-table", /^(?:TABLE|VIEW|MATVIEW|FOREIGN_TABLE)$/);
