import { changeType } from "../change-type.ts";
import { columnRule } from "../own-tables.ts";

/** Text that is filled up with blanks, which some comparisons count and others do not. */
export const columnChar = columnRule({ code: "column-char" }, (column, table) => {
  const length = /^character\((?<length>\d+)\)$/.exec(column.type)?.groups?.["length"];
  // Of one character there is nothing to fill up.
  if (length === undefined || length === "1") return undefined;
  return { severity: "info", evidence: {}, fix: changeType(table, column, { type: "text" }) };
});
