import type { Table } from "../../catalog/index.ts";
import type { Finding } from "../../kit/index.ts";
import { ofColumns, ofTable } from "../found.ts";
import { ownTables } from "../own-tables.ts";
import type { Rule } from "../situation.ts";

/** PostgreSQL cuts longer names without an error: a name of exactly this length may have been longer. */
const CUT_BYTES = 63;

/** Names as long as names can be: two that differ behind the cut become one. */
export const nameLong: Rule = {
  code: "name-long",
  find: (situation) => ownTables(situation).flatMap(cutNames),
};

const isCut = (name: string): boolean => Buffer.byteLength(name) >= CUT_BYTES;
const said = (name: string) => ({ severity: "info", evidence: { bytes: Buffer.byteLength(name) } }) as const;

function cutNames(table: Table): readonly Finding[] {
  const columns = table.columns.filter(({ name }) => isCut(name));
  const found = columns.map(({ name }) => ofColumns(nameLong.code, { table, columns: [name] }, said(name)));
  return isCut(table.name) ? [ofTable(nameLong.code, table, said(table.name)), ...found] : found;
}
