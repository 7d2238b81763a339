import { isRecord, safeText, type Finding } from "../../kit/index.ts";
import type { FindingPage } from "./page.ts";

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const said = ({ evidence }: Finding, name: string): string => safeText(textOf(evidence[name]));

function pairs({ evidence }: Finding): string {
  const columns = isRecord(evidence["columns"]) ? Object.entries(evidence["columns"]) : [];
  return columns.map(([column, property]) => safeText(`${column} as ${textOf(property)}`)).join(", ");
}

/** What somebody should know of an API that was made from a database. */
export const fromDbPages: readonly FindingPage[] = [
  {
    code: "columns-renamed",
    title: "Columns with other names in JSON",
    sentence: (finding) => `columns have other names in JSON: ${pairs(finding)}`,
    why: "A property of the API has letters, digits and underscores in its name, is not one that every object of JavaScript has (`constructor`), and no two of a table are alike. The SQL uses the column's own name, quoted.",
    mend: "Nothing is wrong. Rename the column where the new name would surprise clients.",
  },
  {
    code: "relation-unindexed",
    title: "A relation that cannot be included",
    sentence: (finding) => `${said(finding, "name")} cannot be included: no index finds its rows`,
    why: "Including rows by a foreign key without an index reads the whole table for every page.",
    mend: "Create the index that is named in the repository's file and run the command again.",
  },
  {
    code: "resource-renamed",
    title: "A table with another name in the API",
    sentence: (finding) =>
      `is served at /${said(finding, "segment")}: another table has its name, or it has none that a path can have`,
    why: "Two tables whose names differ only in case, schema or characters that a path does not carry would have the same path. The first by name keeps it, the others get a number.",
    mend: "Nothing is wrong. The order is that of the names, so that a further run chooses the same.",
  },
  {
    code: "resource-without-key",
    title: "Rows without a key",
    sentence: (finding) => `has no key, so that /${said(finding, "segment")} is one page in no order`,
    why: "Without a primary key or a unique index on columns that are never null nothing names one row: it has no address, cannot be changed, and no cursor says where a page ends. Views have no keys at all; a unique index of a materialized view counts.",
    mend: "Add a primary key and run the command again.",
  },
];
