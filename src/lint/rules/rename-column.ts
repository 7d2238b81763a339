import { renameRule } from "../renames.ts";

/** RENAME COLUMN: programs that run meanwhile still use the old name. */
export const renameColumn = renameRule("rename-column", /^(?:COLUMN|ATTRIBUTE)$/);
