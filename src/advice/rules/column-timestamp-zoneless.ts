import { changeType } from "../change-type.ts";
import { sqlColumns } from "../names.ts";
import { columnRule } from "../own-tables.ts";

/** Moments without a time zone: the same text is another moment for every reader. */
export const columnTimestampZoneless = columnRule({ code: "column-timestamp-zoneless" }, (column, table) => {
  const precision = ZONELESS.exec(column.type)?.groups?.["precision"];
  if (precision === undefined) return undefined;
  const type = `timestamp${precision} with time zone`;
  const using = `${sqlColumns([column.name])} AT TIME ZONE 'UTC'`;
  return { severity: "info", evidence: {}, fix: changeType(table, column, { type, using }) };
});

const ZONELESS = /^timestamp(?<precision>(?:\(\d\))?) without time zone$/;
