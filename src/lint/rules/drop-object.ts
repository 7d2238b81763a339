import { dropRule } from "../drops.ts";

/** DROP of what statements call by name: views, types, functions, sequences, extensions. */
export const dropObject = dropRule({
  code: "drop-object",
  kinds: /^(?:VIEW|MATVIEW|TYPE|DOMAIN|FUNCTION|PROCEDURE|AGGREGATE|SEQUENCE|EXTENSION|FOREIGN_TABLE)$/,
  severity: "warning",
  concern: "running-code",
});
