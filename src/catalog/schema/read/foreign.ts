import type * as kinds from "../kinds/foreign.ts";
import { optionalText, foreignOptionsCell, textCell } from "./cells.ts";
import type { Reader } from "./reader.ts";
import { hiddenOption } from "./secrets.ts";
import { functionName, notOfExtension, roleName } from "./scope.ts";

export const foreignDataWrappers: Reader = {
  catalog: "pg_foreign_data_wrapper",
  sql: () => `SELECT w.oid::text AS oid, w.fdwname::text AS name, ${roleName("w.fdwowner")} AS owner,
    ${functionName("w.fdwhandler")} AS handler, ${functionName("w.fdwvalidator")} AS validator, w.fdwoptions AS options
    FROM pg_foreign_data_wrapper w WHERE ${notOfExtension("pg_foreign_data_wrapper", "w.oid")}`,
  objectOf: (row, base): kinds.ForeignDataWrapperObject => ({
    ...base("foreign-data-wrapper", [textCell(row, "name")]),
    handler: optionalText(row, "handler"),
    validator: optionalText(row, "validator"),
    options: foreignOptionsCell(row, "options"),
  }),
};

export const foreignServers: Reader = {
  catalog: "pg_foreign_server",
  sql: () => `SELECT s.oid::text AS oid, s.srvname::text AS name, ${roleName("s.srvowner")} AS owner, w.fdwname::text AS wrapper,
    s.srvtype AS type, s.srvversion AS version, s.srvoptions AS options
    FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
    WHERE ${notOfExtension("pg_foreign_server", "s.oid")}`,
  objectOf: (row, base, { keepsSecrets }): kinds.ForeignServerObject => ({
    ...base("foreign-server", [textCell(row, "name")]),
    wrapper: textCell(row, "wrapper"),
    type: optionalText(row, "type"),
    version: optionalText(row, "version"),
    options: foreignOptionsCell(row, "options").map((option) => (keepsSecrets ? option : hiddenOption(option))),
  }),
};

// The view shows options to those who may see them; the catalogue itself is for superusers.
export const userMappings: Reader = {
  catalog: "pg_user_mapping",
  sql: () => `SELECT m.umid::text AS oid, m.usename::text AS name, m.umuser = 0 AS everybody, m.srvname::text AS server,
    m.umoptions AS options FROM pg_user_mappings m WHERE ${notOfExtension("pg_user_mapping", "m.umid")}`,
  objectOf: (row, base, { keepsSecrets }): kinds.UserMappingObject => {
    const [user, server] = [row["everybody"] === true ? null : textCell(row, "name"), textCell(row, "server")];
    const options = (row["options"] ?? null) === null ? null : foreignOptionsCell(row, "options");
    return {
      ...base("user-mapping", [user ?? "", server]),
      user,
      server,
      options: keepsSecrets ? options : (options?.map(hiddenOption) ?? null),
    };
  },
};
