import { renameRule } from "../renames.ts";

/** RENAME of a schema, type, function, sequence …: whatever statements call by name. */
export const renameObject = renameRule(
  "rename-object",
  /^(?:SCHEMA|TYPE|DOMAIN|FUNCTION|PROCEDURE|AGGREGATE|SEQUENCE|DATABASE)$/,
);
