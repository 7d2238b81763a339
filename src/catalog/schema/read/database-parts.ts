import type * as kinds from "../kinds/database-part.ts";
import type { Row } from "../../session.ts";
import { objectId } from "../object-id.ts";
import { flagCell, optionalText, recordsCell, textCell, textsCell, wordCell } from "./cells.ts";
import { grantsOf, privilegesCell } from "./privileges.ts";
import type { Reader } from "./reader.ts";
import { functionName, notOfExtension, roleName, USER_SCHEMA } from "./scope.ts";
import { FIRINGS } from "./table-parts.ts";

export const extensions: Reader = {
  catalog: "pg_extension",
  sql: () => `SELECT x.oid::text AS oid, x.extname::text AS name, ${roleName("x.extowner")} AS owner, x.extversion AS version,
    n.nspname::text AS "installedIn", x.extrelocatable AS relocatable
    FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace`,
  objectOf: (row, base): kinds.ExtensionObject => ({
    ...base("extension", [textCell(row, "name")]),
    version: textCell(row, "version"),
    installedIn: textCell(row, "installedIn"),
    relocatable: flagCell(row, "relocatable"),
  }),
};

export const eventTriggers: Reader = {
  catalog: "pg_event_trigger",
  sql: () => `SELECT e.oid::text AS oid, e.evtname::text AS name, ${roleName("e.evtowner")} AS owner, e.evtevent::text AS event,
    coalesce(e.evttags, '{}') AS tags, ${functionName("e.evtfoid")} AS function, e.evtenabled::text AS enabled
    FROM pg_event_trigger e WHERE ${notOfExtension("pg_event_trigger", "e.oid")}`,
  objectOf: (row, base): kinds.EventTriggerObject => ({
    ...base("event-trigger", [textCell(row, "name")]),
    event: textCell(row, "event"),
    tags: textsCell(row, "tags"),
    function: textCell(row, "function"),
    enabled: wordCell(row, "enabled", FIRINGS),
  }),
};

const OBJECT_TYPES = { r: "table", S: "sequence", f: "function", T: "type", n: "schema", L: "large-object" } as const;

export const defaultPrivileges: Reader = {
  catalog: "pg_default_acl",
  sql: () => `SELECT d.oid::text AS oid, ${roleName("d.defaclrole")} AS name, ${roleName("d.defaclrole")} AS role,
    n.nspname::text AS "inSchema", d.defaclobjtype::text AS type, ${grantsOf("d.defaclacl")} AS grants
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
    WHERE ${notOfExtension("pg_default_acl", "d.oid")}`,
  objectOf: (row, base): kinds.DefaultPrivilegesObject => {
    const [role, inSchema] = [textCell(row, "role"), optionalText(row, "inSchema")];
    const objectType = wordCell(row, "type", OBJECT_TYPES);
    const parent = inSchema === null ? undefined : objectId("schema", inSchema);
    const grants = privilegesCell(row, "grants");
    return {
      ...base("default-privileges", [role, inSchema ?? "", objectType], parent),
      role,
      inSchema,
      objectType,
      grants,
    };
  },
};

const PROVIDERS = { d: "default", c: "libc", i: "icu", b: "builtin" } as const;

export const collations: Reader = {
  catalog: "pg_collation",
  // The column of ICU's locale: collcollate before 15, colliculocale in 15 and 16, colllocale from 17 on.
  sql: () => `SELECT k.oid::text AS oid, n.nspname::text AS schema, k.collname::text AS name, ${roleName("k.collowner")} AS owner,
    k.collprovider::text AS provider, k.collisdeterministic AS deterministic,
    CASE WHEN k.collprovider = 'c' THEN k.collcollate::text END AS collate,
    CASE WHEN k.collprovider = 'c' THEN k.collctype::text END AS ctype,
    CASE WHEN k.collprovider <> 'c' THEN coalesce(to_jsonb(k) ->> 'colllocale', to_jsonb(k) ->> 'colliculocale',
      k.collcollate::text) END AS locale, to_jsonb(k) ->> 'collicurules' AS rules
    FROM pg_collation k JOIN pg_namespace n ON n.oid = k.collnamespace
    WHERE ${USER_SCHEMA} AND ${notOfExtension("pg_collation", "k.oid")}`,
  objectOf: (row, base): kinds.CollationObject => ({
    ...base("collation", [textCell(row, "schema"), textCell(row, "name")]),
    provider: wordCell(row, "provider", PROVIDERS),
    deterministic: flagCell(row, "deterministic"),
    collate: optionalText(row, "collate"),
    ctype: optionalText(row, "ctype"),
    locale: optionalText(row, "locale"),
    rules: optionalText(row, "rules"),
  }),
};

const published = (serverVersion: number): string => {
  const isFine = serverVersion >= 150_000;
  const columns = `CASE WHEN pr.prattrs IS NOT NULL THEN (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = pr.prrelid AND a.attnum = ANY (pr.prattrs)) END`;
  return `(SELECT json_agg(json_build_object('schema', cn.nspname, 'name', c.relname, 'columns', ${isFine ? columns : "NULL"},
      'where', ${isFine ? "pg_get_expr(pr.prqual, pr.prrelid)" : "NULL"}) ORDER BY cn.nspname COLLATE "C", c.relname COLLATE "C")::text
    FROM pg_publication_rel pr JOIN pg_class c ON c.oid = pr.prrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
    WHERE pr.prpubid = p.oid) AS tables, ${isFine ? SCHEMAS : "'{}'::text[]"} AS schemas`;
};

const SCHEMAS = `ARRAY(SELECT n.nspname::text FROM pg_publication_namespace pn JOIN pg_namespace n ON n.oid = pn.pnnspid
  WHERE pn.pnpubid = p.oid ORDER BY n.nspname COLLATE "C")`;

export const publications: Reader = {
  catalog: "pg_publication",
  sql: ({ serverVersion }) => `SELECT p.oid::text AS oid, p.pubname::text AS name, ${roleName("p.pubowner")} AS owner,
    p.puballtables AS "allTables", ${published(serverVersion)}, array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END,
      CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
      CASE WHEN p.pubtruncate THEN 'truncate' END], NULL) AS publish, p.pubviaroot AS "viaRoot",
    CASE to_jsonb(p) ->> 'pubgencols' WHEN 'n' THEN 'none' WHEN 's' THEN 'stored' END AS "generatedColumns"
    FROM pg_publication p WHERE ${notOfExtension("pg_publication", "p.oid")}`,
  objectOf: (row, base): kinds.PublicationObject => ({
    ...base("publication", [textCell(row, "name")]),
    allTables: flagCell(row, "allTables"),
    tables: recordsCell(row, "tables").map(publishedTable),
    schemas: textsCell(row, "schemas"),
    publish: textsCell(row, "publish"),
    viaRoot: flagCell(row, "viaRoot"),
    generatedColumns: optionalText(row, "generatedColumns"),
  }),
};

const publishedTable = (row: Row): kinds.PublicationObject["tables"][number] => ({
  table: objectId("table", textCell(row, "schema"), textCell(row, "name")),
  columns: (row["columns"] ?? null) === null ? null : textsCell(row, "columns"),
  where: optionalText(row, "where"),
});
