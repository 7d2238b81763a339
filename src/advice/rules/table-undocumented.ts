import { ofTable } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Tables without a COMMENT. */
export const tableUndocumented: Rule = {
  code: "table-undocumented",
  optional: true,
  find: (situation) =>
    ownTables(situation)
      .filter(({ comment }) => comment === null)
      .map((table) => ofTable(tableUndocumented.code, table, { severity: "info", evidence: {} })),
};
