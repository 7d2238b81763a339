import type * as kinds from "../kinds/text-search.ts";
import type { Row } from "../../session.ts";
import { optionalText, recordsCell, textCell, textsCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import { functionName, notOfExtension, qualified, roleName, USER_SCHEMA } from "./scope.ts";

const from = (
  catalog: string,
  prefix: string,
): string => `FROM ${catalog} x JOIN pg_namespace n ON n.oid = x.${prefix}namespace
  WHERE ${USER_SCHEMA} AND ${notOfExtension(catalog, "x.oid")}`;

const facts = (prefix: string): string =>
  `x.oid::text AS oid, n.nspname::text AS schema, x.${prefix}name::text AS name`;

const named = (catalog: string, prefix: string, oid: string): string =>
  `(SELECT ${qualified("yn.nspname", `y.${prefix}name`)} FROM ${catalog} y JOIN pg_namespace yn ON yn.oid = y.${prefix}namespace WHERE y.oid = ${oid})`;

const idParts = (row: Row): readonly string[] => [textCell(row, "schema"), textCell(row, "name")];

// Token types have names in the parser only; the dictionaries of one are tried in order.
const MAPPINGS = `(SELECT json_agg(json_build_object('token', g.alias, 'dictionaries', g.dictionaries) ORDER BY g.alias COLLATE "C")::text FROM (
    SELECT k.alias, json_agg(${named("pg_ts_dict", "dict", "m.mapdict")} ORDER BY m.mapseqno) AS dictionaries
    FROM pg_ts_config_map m JOIN ts_token_type(x.cfgparser) k ON k.tokid = m.maptokentype WHERE m.mapcfg = x.oid GROUP BY k.alias) g) AS mappings`;

export const textSearchConfigurations: Reader = {
  catalog: "pg_ts_config",
  sql: () => `SELECT ${facts("cfg")}, ${roleName("x.cfgowner")} AS owner, ${named("pg_ts_parser", "prs", "x.cfgparser")} AS parser,
    ${MAPPINGS} ${from("pg_ts_config", "cfg")}`,
  objectOf: (row, base): kinds.TextSearchConfigurationObject => ({
    ...base("text-search-configuration", idParts(row)),
    parser: textCell(row, "parser"),
    mappings: recordsCell(row, "mappings").map((mapping) => ({
      token: textCell(mapping, "token"),
      dictionaries: textsCell(mapping, "dictionaries"),
    })),
  }),
};

export const textSearchDictionaries: Reader = {
  catalog: "pg_ts_dict",
  sql: () => `SELECT ${facts("dict")}, ${roleName("x.dictowner")} AS owner,
    ${named("pg_ts_template", "tmpl", "x.dicttemplate")} AS template, x.dictinitoption AS options ${from("pg_ts_dict", "dict")}`,
  objectOf: (row, base): kinds.TextSearchDictionaryObject => ({
    ...base("text-search-dictionary", idParts(row)),
    template: textCell(row, "template"),
    options: optionalText(row, "options"),
  }),
};

export const textSearchParsers: Reader = {
  catalog: "pg_ts_parser",
  sql: () => `SELECT ${facts("prs")}, ${functionName("x.prsstart")} AS start, ${functionName("x.prstoken")} AS token,
    ${functionName("x.prsend")} AS "end", ${functionName("x.prsheadline")} AS headline, ${functionName("x.prslextype")} AS types
    ${from("pg_ts_parser", "prs")}`,
  objectOf: (row, base): kinds.TextSearchParserObject => ({
    ...base("text-search-parser", idParts(row)),
    start: textCell(row, "start"),
    token: textCell(row, "token"),
    end: textCell(row, "end"),
    headline: optionalText(row, "headline"),
    types: textCell(row, "types"),
  }),
};

export const textSearchTemplates: Reader = {
  catalog: "pg_ts_template",
  sql: () => `SELECT ${facts("tmpl")}, ${functionName("x.tmplinit")} AS init, ${functionName("x.tmpllexize")} AS lexize
    ${from("pg_ts_template", "tmpl")}`,
  objectOf: (row, base): kinds.TextSearchTemplateObject => ({
    ...base("text-search-template", idParts(row)),
    init: optionalText(row, "init"),
    lexize: textCell(row, "lexize"),
  }),
};
