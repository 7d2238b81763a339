import type * as kinds from "../kinds/operation.ts";
import { flagCell, optionalText, textCell, wordCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import { FIRST_USER_OID, functionName, functionSignature, notOfExtension, roleName, USER_SCHEMA } from "./scope.ts";

export const conversions: Reader = {
  catalog: "pg_conversion",
  sql: () => `SELECT c.oid::text AS oid, n.nspname::text AS schema, c.conname::text AS name, ${roleName("c.conowner")} AS owner,
    pg_encoding_to_char(c.conforencoding)::text AS "from", pg_encoding_to_char(c.contoencoding)::text AS "to",
    ${functionName("c.conproc")} AS function, c.condefault AS "isDefault"
    FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE ${USER_SCHEMA} AND ${notOfExtension("pg_conversion", "c.oid")}`,
  objectOf: (row, base): kinds.ConversionObject => ({
    ...base("conversion", [textCell(row, "schema"), textCell(row, "name")]),
    from: textCell(row, "from"),
    to: textCell(row, "to"),
    function: textCell(row, "function"),
    isDefault: flagCell(row, "isDefault"),
  }),
};

export const languages: Reader = {
  catalog: "pg_language",
  sql: () => `SELECT l.oid::text AS oid, l.lanname::text AS name, ${roleName("l.lanowner")} AS owner, l.lanpltrusted AS trusted,
    ${functionName("l.lanplcallfoid")} AS handler, ${functionName("l.laninline")} AS inline,
    ${functionName("l.lanvalidator")} AS validator
    FROM pg_language l WHERE l.oid >= ${FIRST_USER_OID} AND l.lanispl AND ${notOfExtension("pg_language", "l.oid")}`,
  objectOf: (row, base): kinds.LanguageObject => ({
    ...base("language", [textCell(row, "name")]),
    trusted: flagCell(row, "trusted"),
    handler: optionalText(row, "handler"),
    inline: optionalText(row, "inline"),
    validator: optionalText(row, "validator"),
  }),
};

export const transforms: Reader = {
  catalog: "pg_transform",
  sql: () => `SELECT t.oid::text AS oid, format_type(t.trftype, NULL) AS name, format_type(t.trftype, NULL) AS type,
    l.lanname::text AS language, ${functionSignature("t.trffromsql")} AS "fromSql", ${functionSignature("t.trftosql")} AS "toSql"
    FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang WHERE ${notOfExtension("pg_transform", "t.oid")}`,
  objectOf: (row, base): kinds.TransformObject => ({
    ...base("transform", [textCell(row, "type"), textCell(row, "language")]),
    type: textCell(row, "type"),
    language: textCell(row, "language"),
    fromSql: optionalText(row, "fromSql"),
    toSql: optionalText(row, "toSql"),
  }),
};

export const accessMethods: Reader = {
  catalog: "pg_am",
  sql: () => `SELECT a.oid::text AS oid, a.amname::text AS name, a.amtype::text AS kind, ${functionName("a.amhandler")} AS handler
    FROM pg_am a WHERE a.oid >= ${FIRST_USER_OID} AND ${notOfExtension("pg_am", "a.oid")}`,
  objectOf: (row, base): kinds.AccessMethodObject => ({
    ...base("access-method", [textCell(row, "name")]),
    methodKind: wordCell(row, "kind", { t: "table", i: "index" } as const),
    handler: textCell(row, "handler"),
  }),
};
