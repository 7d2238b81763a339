import type { Row } from "../../session.ts";
import { objectId } from "../object-id.ts";
import type { ColumnIdentity, ColumnObject, NotNull } from "../table-objects.ts";
import {
  flagCell,
  foreignOptionsCell,
  numberCell,
  optionalNumber,
  optionalText,
  optionalWord,
  optionsCell,
  textCell,
} from "./cells.ts";
import { chosenName } from "./chosen-name.ts";
import type { Circumstances, Reader } from "./reader.ts";
import { TABLES, userRelations } from "./relations.ts";
import { ownCollation } from "./scope.ts";
import { SEQUENCE_SETTINGS, settingsOf } from "./sequence-settings.ts";

/** What columns of tables, views and materialized views have in common; PostgreSQL 14 has compression, 17 a null target. */
export const columnFacts = ({ serverVersion }: Circumstances): string => `a.attrelid::text AS oid, a.attnum::int AS sub,
  r.nspname::text AS schema, r.relname::text AS "table", a.attname::text AS name,
  row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)::int AS position,
  format_type(a.atttypid, a.atttypmod) AS type, ${ownCollation("a.attcollation", "t")} AS collation,
  pg_get_expr(d.adbin, d.adrelid) AS "default",
  nullif(a.attstorage, t.typstorage)::text AS storage,
  ${serverVersion >= 140_000 ? "a.attcompression::text" : "''"} AS compression,
  nullif(a.attstattarget, -1)::int AS "statisticsTarget", a.attoptions AS options`;

// CREATE TABLE … INHERITS of a column that is NOT NULL NO INHERIT leaves one without a constraint: it counts as the heir's own.
// That of a partition is never its own, or always as well: a key made from an index leaves it so, and DETACH does.
const NAMED_NOT_NULL = `nn.conname::text AS "notNullName", coalesce(nn.convalidated, true) AS "notNullValidated",
  coalesce(nn.connoinherit, false) AS "notNullNoInherit", coalesce(nn.conislocal AND NOT (r.relispartition AND nn.coninhcount > 0), true) AS "notNullLocal", obj_description(nn.oid, 'pg_constraint') AS "notNullComment"`;
// Before 18 nobody keeps whether NOT NULL was declared here: it counts as inherited where a parent has it.
const PLAIN_NOT_NULL = `NULL::text AS "notNullName", true AS "notNullValidated", false AS "notNullNoInherit",
  a.attinhcount = 0 OR NOT EXISTS (SELECT FROM pg_inherits h JOIN pg_attribute pa ON pa.attrelid = h.inhparent
    WHERE h.inhrelid = a.attrelid AND pa.attname = a.attname AND pa.attnotnull) AS "notNullLocal",
  NULL::text AS "notNullComment"`;

const sql = (circumstances: Circumstances): string => {
  const hasNames = circumstances.serverVersion >= 180_000;
  return `SELECT ${columnFacts(circumstances)},
  a.attnotnull AS "notNull", ${hasNames ? NAMED_NOT_NULL : PLAIN_NOT_NULL},
  a.attgenerated::text AS generated, a.attidentity::text AS identity, s.*,
  a.attfdwoptions AS "foreignOptions", a.attislocal AS "isLocal", a.attinhcount > 0 AS "isInherited"
  FROM ${userRelations(TABLES)} r
  JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  ${hasNames ? "LEFT JOIN pg_constraint nn ON nn.conrelid = a.attrelid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum" : ""}
  LEFT JOIN LATERAL (SELECT sn.nspname::text AS "sequenceSchema", sc.relname::text AS "sequenceName", ${SEQUENCE_SETTINGS}
    FROM pg_depend i JOIN pg_sequence q ON q.seqrelid = i.objid JOIN pg_class sc ON sc.oid = i.objid
    JOIN pg_namespace sn ON sn.oid = sc.relnamespace
    WHERE i.refclassid = 'pg_class'::regclass AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum
      AND i.classid = 'pg_class'::regclass AND i.deptype = 'i') s ON a.attidentity <> ''`;
};

export const columns: Reader = {
  catalog: "pg_class",
  sql,
  objectOf: (row, base): ColumnObject => {
    const [schema, table, name] = [textCell(row, "schema"), textCell(row, "table"), textCell(row, "name")];
    const shared = base("column", [schema, table, name], objectId("table", schema, table));
    return {
      kind: shared.kind,
      id: shared.id,
      schema: shared.schema,
      name: shared.name,
      parent: shared.parent,
      owner: shared.owner,
      comment: shared.comment,
      privileges: shared.privileges,
      securityLabels: shared.securityLabels,
      dependsOnExtensions: shared.dependsOnExtensions,
      position: numberCell(row, "position"),
      type: textCell(row, "type"),
      collation: optionalText(row, "collation"),
      notNull: notNullOf(row),
      default: optionalText(row, "default"),
      generated: optionalWord(row, "generated", { s: "stored", v: "virtual" } as const),
      identity: identityOf(row),
      storage: storageOf(row),
      compression: compressionOf(row),
      statisticsTarget: optionalNumber(row, "statisticsTarget"),
      options: optionsCell(row, "options"),
      foreignOptions: foreignOptionsCell(row, "foreignOptions"),
      isLocal: flagCell(row, "isLocal"),
      isInherited: flagCell(row, "isInherited"),
    };
  },
};

// Object.assign where there are thousands: V8 turns a spread that many properties follow into a slow object, 70 times as long.
const STORAGE = { p: "plain", e: "external", x: "extended", m: "main" } as const;

export const storageOf = (row: Row): ColumnObject["storage"] => optionalWord(row, "storage", STORAGE);

export const compressionOf = (row: Row): ColumnObject["compression"] =>
  optionalWord(row, "compression", { p: "pglz", l: "lz4" } as const);

function notNullOf(row: Row): NotNull | null {
  if (!flagCell(row, "notNull")) return null;
  const name = optionalText(row, "notNullName");
  const expected = chosenName(textCell(row, "table"), textCell(row, "name"), "not_null");
  return {
    name: name === expected ? null : name,
    validated: flagCell(row, "notNullValidated"),
    noInherit: flagCell(row, "notNullNoInherit"),
    isLocal: flagCell(row, "notNullLocal"),
    comment: optionalText(row, "notNullComment"),
  };
}

function identityOf(row: Row): ColumnIdentity | null {
  const generation = optionalWord(row, "identity", { a: "always", d: "by-default" } as const);
  const name = optionalText(row, "sequenceName");
  if (generation === null || name === null) return null;
  const schema = textCell(row, "sequenceSchema");
  const expected = chosenName(textCell(row, "table"), textCell(row, "name"), "seq");
  const isExpected = schema === textCell(row, "schema") && name === expected;
  return {
    generation,
    sequence: settingsOf(row),
    sequenceId: objectId("sequence", schema, name),
    sequenceName: isExpected ? null : { schema, name },
  };
}
