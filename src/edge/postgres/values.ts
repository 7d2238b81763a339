import type { CustomTypesConfig } from "pg";

type Parser = (text: string) => unknown;
type Parsers = CustomTypesConfig["getTypeParser"];

// Object identifiers of built-in types never change: src/include/catalog/pg_type.dat of PostgreSQL.
const TEXT_ARRAY = 1009;
/** point, circle, date, timestamp, timestamptz, interval: the driver's own objects lose microseconds or a time zone. */
const AS_TEXT: ReadonlySet<number> = new Set([600, 718, 1082, 1114, 1184, 1186]);
/** Arrays of char, name, numeric, point and the types above, which the driver rounds or leaves unread. */
const AS_TEXT_ARRAY: ReadonlySet<number> = new Set([1002, 1003, 1017, 1115, 1182, 1185, 1187, 1231, 2210, 2211]);

/** How values of the wire become values of a row: see `Row`. Text form only, which is what the driver asks for. */
export function parsersOver(driver: (oid: number, format: "text") => Parser): Parsers {
  const asText: Parser = (text) => text;
  return (oid: number): Parser => {
    if (AS_TEXT.has(oid)) return asText;
    return driver(AS_TEXT_ARRAY.has(oid) ? TEXT_ARRAY : oid, "text");
  };
}
