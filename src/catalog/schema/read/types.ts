import type * as kinds from "../kinds/type.ts";
import type { Row } from "../../session.ts";
import { objectId } from "../object-id.ts";
import { flagCell, numberCell, optionalText, textCell, textsCell } from "./cells.ts";
import { columnsOf, outputColumns } from "./output-columns.ts";
import { grantsOf, privilegesCell } from "./privileges.ts";
import type { Reader } from "./reader.ts";
import { functionName, notOfExtension, ownCollation, qualified, roleName, USER_SCHEMA } from "./scope.ts";

const FACTS = `t.oid::text AS oid, n.nspname::text AS schema, t.typname::text AS name, ${roleName("t.typowner")} AS owner`;
const FROM = "FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace";
const OURS = `${USER_SCHEMA} AND ${notOfExtension("pg_type", "t.oid")}`;

const idParts = (row: Row): readonly [string, string] => [textCell(row, "schema"), textCell(row, "name")];

export const enums: Reader = {
  catalog: "pg_type",
  sql: () => `SELECT ${FACTS}, ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid
    ORDER BY e.enumsortorder) AS labels ${FROM} WHERE t.typtype = 'e' AND ${OURS}`,
  objectOf: (row, base): kinds.EnumObject => ({ ...base("enum", idParts(row)), labels: textsCell(row, "labels") }),
};

export const domains: Reader = {
  catalog: "pg_type",
  sql: () => `SELECT ${FACTS}, format_type(t.typbasetype, t.typtypmod) AS type, ${ownCollation("t.typcollation", "b")} AS collation,
    coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) AS "default", t.typnotnull AS "notNull",
    nullif(o.conname::text, t.typname || '_not_null') AS "notNullName"
    ${FROM} JOIN pg_type b ON b.oid = t.typbasetype LEFT JOIN pg_constraint o ON o.contypid = t.oid AND o.contype = 'n'
    WHERE t.typtype = 'd' AND ${OURS}`,
  objectOf: (row, base): kinds.DomainObject => ({
    ...base("domain", idParts(row)),
    type: textCell(row, "type"),
    collation: optionalText(row, "collation"),
    default: optionalText(row, "default"),
    notNull: flagCell(row, "notNull") ? { name: optionalText(row, "notNullName") } : null,
  }),
};

export const domainConstraints: Reader = {
  catalog: "pg_constraint",
  sql: () => `SELECT o.oid::text AS oid, n.nspname::text AS schema, t.typname::text AS domain, o.conname::text AS name,
    pg_get_constraintdef(o.oid) AS definition, o.convalidated AS validated
    ${FROM} JOIN pg_constraint o ON o.contypid = t.oid AND o.contype = 'c' WHERE t.typtype = 'd' AND ${OURS}`,
  objectOf: (row, base): kinds.DomainConstraintObject => {
    const [schema, domain] = [textCell(row, "schema"), textCell(row, "domain")];
    return {
      ...base("domain-constraint", [schema, domain, textCell(row, "name")], objectId("domain", schema, domain)),
      definition: textCell(row, "definition"),
      validated: flagCell(row, "validated"),
    };
  },
};

const COMPOSITES = `${FROM} JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'`;

export const composites: Reader = {
  catalog: "pg_type",
  sql: () => `SELECT ${FACTS}, ${columnsOf("c.oid")} ${COMPOSITES} WHERE ${OURS}`,
  objectOf: (row, base): kinds.CompositeObject => ({
    ...base("composite", idParts(row)),
    attributes: outputColumns(row),
  }),
};

export const attributes: Reader = {
  catalog: "pg_class",
  sql: () => `SELECT c.oid::text AS oid, a.attnum::int AS sub, n.nspname::text AS schema, t.typname::text AS composite,
    a.attname::text AS name, row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)::int AS position
    ${COMPOSITES} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE ${OURS}`,
  objectOf: (row, base): kinds.AttributeObject => {
    const [schema, composite] = [textCell(row, "schema"), textCell(row, "composite")];
    return {
      ...base("attribute", [schema, composite, textCell(row, "name")], objectId("composite", schema, composite)),
      position: numberCell(row, "position"),
    };
  },
};

// A list that says what would hold without one is none.
const MULTIRANGE_GRANTS = `(SELECT ${grantsOf("m.typacl")} FROM pg_type m, acldefault('T', m.typowner) d
      WHERE m.oid = g.rngmultitypid AND NOT (m.typacl @> d AND m.typacl <@ d))`;

export const ranges: Reader = {
  catalog: "pg_type",
  sql: ({ serverVersion }) => `SELECT ${FACTS}, format_type(g.rngsubtype, NULL) AS subtype,
    CASE WHEN NOT oc.opcdefault THEN ${qualified("ocn.nspname", "oc.opcname")} END AS "operatorClass",
    ${ownCollation("g.rngcollation", "b")} AS collation, ${functionName("g.rngcanonical")} AS canonical,
    ${functionName("g.rngsubdiff")} AS difference,
    ${serverVersion >= 140_000 ? "(SELECT m.typname::text FROM pg_type m WHERE m.oid = g.rngmultitypid)" : "NULL"} AS multirange,
    ${serverVersion >= 140_000 && serverVersion < 170_000 ? MULTIRANGE_GRANTS : "NULL"} AS "multirangeGrants"
    ${FROM} JOIN pg_range g ON g.rngtypid = t.oid JOIN pg_type b ON b.oid = g.rngsubtype
    JOIN pg_opclass oc ON oc.oid = g.rngsubopc JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace WHERE ${OURS}`,
  objectOf: (row, base): kinds.RangeObject => ({
    ...base("range", idParts(row)),
    subtype: textCell(row, "subtype"),
    operatorClass: optionalText(row, "operatorClass"),
    collation: optionalText(row, "collation"),
    canonical: optionalText(row, "canonical"),
    difference: optionalText(row, "difference"),
    multirange: optionalText(row, "multirange"),
    multirangePrivileges:
      optionalText(row, "multirangeGrants") === null ? null : privilegesCell(row, "multirangeGrants"),
  }),
};

const ALIGNMENTS = "CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END";
const STORAGES =
  "CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END";

/** Words of CREATE TYPE, by name, with the SQL of their values. */
const WORDS: readonly (readonly [word: string, value: string])[] = [
  ["ALIGNMENT", ALIGNMENTS],
  ["ANALYZE", functionName("t.typanalyze")],
  ["CATEGORY", "quote_literal(t.typcategory::text)"],
  ["COLLATABLE", "CASE WHEN t.typcollation <> 0 THEN 'true' END"],
  ["DEFAULT", "quote_literal(t.typdefault)"],
  ["DELIMITER", "CASE WHEN t.typdelim <> ',' THEN quote_literal(t.typdelim::text) END"],
  ["ELEMENT", "CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END"],
  ["INPUT", functionName("t.typinput")],
  ["INTERNALLENGTH", "CASE WHEN t.typlen < 0 THEN 'variable' ELSE t.typlen::text END"],
  ["OUTPUT", functionName("t.typoutput")],
  ["PASSEDBYVALUE", "CASE WHEN t.typbyval THEN '' END"],
  ["PREFERRED", "CASE WHEN t.typispreferred THEN 'true' END"],
  ["RECEIVE", functionName("t.typreceive")],
  ["SEND", functionName("t.typsend")],
  ["STORAGE", STORAGES],
  ["SUBSCRIPT", "nullif((to_jsonb(t) ->> 'typsubscript'), '-')"],
  ["TYPMOD_IN", functionName("t.typmodin")],
  ["TYPMOD_OUT", functionName("t.typmodout")],
];

export const baseTypes: Reader = {
  catalog: "pg_type",
  sql: () => `SELECT ${FACTS}, NOT t.typisdefined AS "isShell", ${WORDS.map(([word, value]) => `${value} AS "${word}"`).join(", ")}
    ${FROM} WHERE (t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) OR t.typtype = 'p')
      AND ${OURS}`,
  objectOf: (row, base): kinds.BaseTypeObject => {
    const isShell = flagCell(row, "isShell");
    const words = WORDS.flatMap(([name]) => {
      const value = optionalText(row, name);
      return value === null ? [] : [{ name, value }];
    });
    return { ...base("base-type", idParts(row)), isShell, attributes: isShell ? [] : words };
  },
};
