import type { Row } from "../../session.ts";
import { optionalNumber, textCell } from "../../read/cell.ts";

/** Where the server keeps an object: catalogue, oid, and the number of a column or 0. */
export type Address = string;

export const addressOf = (catalog: string, oid: string, sub: number): Address => `${catalog} ${oid} ${sub}`;

/** The address in a row with `oid` and perhaps `sub`. */
export const addressIn = (catalog: string, row: Row): Address =>
  addressOf(catalog, textCell(row, "oid"), optionalNumber(row, "sub") ?? 0);

/** The same as a column of SQL, of a row that refers to something by the oid of its catalogue, its own and a number. */
export const addressSql = (catalog: string, oid: string, sub: string): string =>
  `${catalog}::regclass::text || ' ' || ${oid}::text || ' ' || ${sub}::text`;
