import { groupBy } from "../../kit/index.ts";
import { ofColumns } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

const FEWEST = 3;

/** phone1, phone2, phone3: a list that wants a table of its own. */
export const columnsNumbered: Rule = {
  code: "columns-numbered",
  optional: true,
  find: (situation) =>
    ownTables(situation).flatMap((table) => {
      const numbered = table.columns.filter(({ name }) => /[a-z]_?\d+$/i.test(name));
      const series = groupBy(numbered, ({ name, type }) => `${name.replace(/_?\d+$/, "")} ${type}`);
      return [...series.values()]
        .filter((columns) => columns.length >= FEWEST)
        .map((columns) =>
          ofColumns(
            columnsNumbered.code,
            { table, columns: columns.map(({ name }) => name) },
            { severity: "info", evidence: { type: columns[0]?.type ?? null } },
          ),
        );
    }),
};
