import { ofColumns } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** Primary keys of text: natural keys that every reference and every index repeats. */
export const keyText: Rule = {
  code: "key-text",
  optional: true,
  find: (situation) =>
    ownTables(situation).flatMap((table) => {
      const key = table.constraints.find(({ kind }) => kind === "primary-key");
      const columns = key?.kind === "primary-key" ? key.columns : [];
      const texts = table.columns.filter(({ name, type }) => columns.includes(name) && TEXT.test(type));
      if (texts.length === 0) return [];
      const evidence = { types: texts.map(({ type }) => type), rows: situation.lookup.rows(table) };
      return [ofColumns(keyText.code, { table, columns }, { severity: "info", evidence })];
    }),
};

const TEXT = /^(?:text|character)/;
