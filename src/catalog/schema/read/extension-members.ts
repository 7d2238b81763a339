import type { ExtensionMemberObject } from "../kinds/database-part.ts";
import { objectId } from "../object-id.ts";
import { textCell } from "./cells.ts";
import { CHANGED_GRANTS } from "./foreign-changes.ts";
import { grantsOf, privilegesCell } from "./privileges.ts";
import type { Reader } from "./reader.ts";

/** pg_identify_object's words for a kind as GRANT has them, and acldefault's letter. Source: chapter 9.27.12 of the manual. */
const WORDS = `(VALUES ('function', 'ROUTINE', 'f'), ('procedure', 'ROUTINE', 'f'), ('aggregate', 'ROUTINE', 'f'),
  ('table', 'TABLE', 'r'), ('view', 'TABLE', 'r'), ('materialized view', 'TABLE', 'r'), ('foreign table', 'TABLE', 'r'),
  ('sequence', 'SEQUENCE', 's'), ('schema', 'SCHEMA', 'n'), ('type', 'TYPE', 'T'), ('language', 'LANGUAGE', 'l'),
  ('foreign-data wrapper', 'FOREIGN DATA WRAPPER', 'F'), ('server', 'FOREIGN SERVER', 'S')) w (type, word, letter)`;

// Whoever made the extension owns its members, unless it is a trusted one: then a superuser does.
const OWNER = `coalesce((SELECT p.proowner FROM pg_proc p WHERE a.catalog = 'pg_proc'::regclass AND p.oid = a.oid),
  (SELECT c.relowner FROM pg_class c WHERE a.catalog = 'pg_class'::regclass AND c.oid = a.oid),
  (SELECT t.typowner FROM pg_type t WHERE a.catalog = 'pg_type'::regclass AND t.oid = a.oid),
  (SELECT n.nspowner FROM pg_namespace n WHERE a.catalog = 'pg_namespace'::regclass AND n.oid = a.oid), x.extowner)`;

const STANDARD = `acldefault(w.letter::"char", ${OWNER})`;

// A list that says what would hold without one is none.
const SQL = `SELECT m.oid::text AS oid, m.name, m.phrase, m.extension, ${grantsOf("m.grants")} AS grants,
  ${grantsOf("m.installed")} AS installed
  FROM (SELECT a.oid, i.identity AS name, w.word || ' ' || i.identity AS phrase, x.extname::text AS extension,
      coalesce(a.list, ${STANDARD}) AS grants, coalesce(a.initprivs, ${STANDARD}) AS installed
    FROM ${CHANGED_GRANTS} a JOIN pg_depend d ON d.classid = a.catalog AND d.objid = a.oid AND d.deptype = 'e'
    JOIN pg_extension x ON x.oid = d.refobjid, pg_identify_object(a.catalog, a.oid, 0) i, ${WORDS}
    WHERE a.sub = 0 AND w.type = i.type) m
  WHERE NOT (m.grants @> m.installed AND m.grants <@ m.installed)`;

export const extensionMembers: Reader = {
  catalog: "extension-member",
  sql: () => SQL,
  objectOf: (row, base): ExtensionMemberObject => {
    const phrase = textCell(row, "phrase");
    return {
      ...base("extension-member", [phrase], objectId("extension", textCell(row, "extension"))),
      phrase,
      grants: privilegesCell(row, "grants"),
      installedGrants: privilegesCell(row, "installed"),
    };
  },
};
