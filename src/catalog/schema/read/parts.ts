import type { Ask } from "../../read/snapshot.ts";
import type { Address } from "./address.ts";
import { askInBulk } from "./bulk.ts";
import { textCell } from "./cells.ts";
import { FIRST_USER_OID } from "./scope.ts";

/** Of which object a row of a catalogue is a part: catalogue and oid of the row, then of the object. */
const part = (row: string, whole: string, from: string): string => {
  const [[catalog, oid], [wholeCatalog, wholeOid, sub = "0"]] = [row.split(" "), whole.split(" ")];
  return `SELECT '${catalog}' AS catalog, ${oid} AS oid, '${wholeCatalog}' AS whole, ${wholeOid} AS "wholeOid",
    ${sub}::int AS "wholeSub" FROM ${from}`;
};

const member = (catalog: string, family: string): string => `SELECT '${catalog}', m.oid,
    CASE WHEN d.refobjid IS NULL THEN 'pg_opfamily' ELSE 'pg_opclass' END, coalesce(d.refobjid, m.${family}), 0
  FROM ${catalog} m LEFT JOIN pg_depend d ON d.classid = '${catalog}'::regclass AND d.objid = m.oid
    AND d.refclassid = 'pg_opclass'::regclass`;

/** Functions and casts that a range type brings along. */
const ofType = (catalog: string): string =>
  part(
    `${catalog} d.objid`,
    "pg_type d.refobjid",
    `pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.refclassid = 'pg_type'::regclass AND d.deptype = 'i'`,
  );

const PARTS = [
  part("pg_attrdef d.oid", "pg_class d.adrelid d.adnum", "pg_attrdef d"),
  part("pg_type t.oid", "pg_class t.typrelid", "pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind <> 'c'"),
  part("pg_type a.oid", "pg_type t.oid", "pg_type t JOIN pg_type a ON a.oid = t.typarray WHERE t.typrelid = 0"),
  part("pg_type t.typarray", "pg_class t.typrelid", "pg_type t WHERE t.typarray <> 0 AND t.typrelid <> 0"),
  part("pg_class c.oid", "pg_type c.reltype", "pg_class c WHERE c.relkind = 'c'"),
  ofType("pg_proc"),
  ofType("pg_cast"),
  part("pg_rewrite w.oid", "pg_class w.ev_class", "pg_rewrite w WHERE w.rulename = '_RETURN'"),
  part(
    "pg_constraint t.tgconstraint",
    "pg_trigger t.oid",
    "pg_trigger t WHERE t.tgconstraint <> 0 AND NOT t.tgisinternal",
  ),
  part(
    "pg_constraint o.oid",
    "pg_class o.conrelid o.conkey[1]",
    "pg_constraint o WHERE o.contype = 'n' AND o.conrelid <> 0",
  ),
  part("pg_constraint o.oid", "pg_type o.contypid", "pg_constraint o WHERE o.contype = 'n' AND o.contypid <> 0"),
  part(
    "pg_constraint o.oid",
    "pg_constraint p.oid",
    "pg_constraint o JOIN pg_constraint p ON p.oid = o.conparentid AND p.conrelid = o.conrelid WHERE o.conparentid <> 0",
  ),
  member("pg_amop", "amopfamily"),
  member("pg_amproc", "amprocfamily"),
  part("pg_publication_rel m.oid", "pg_publication m.prpubid", "pg_publication_rel m"),
];
const SINCE_14 = [
  part("pg_type m.rngmultitypid", "pg_type m.rngtypid", "pg_range m"),
  part("pg_type a.typarray", "pg_type m.rngtypid", "pg_range m JOIN pg_type a ON a.oid = m.rngmultitypid"),
];
const SINCE_15 = [part("pg_publication_namespace m.oid", "pg_publication m.pnpubid", "pg_publication_namespace m")];

const sql = (serverVersion: number): string => `SELECT catalog || ' ' || oid::text || ' 0' AS part,
  whole || ' ' || "wholeOid"::text || ' ' || "wholeSub"::text AS whole FROM (${[
    ...PARTS,
    ...(serverVersion >= 140_000 ? SINCE_14 : []),
    ...(serverVersion >= 150_000 ? SINCE_15 : []),
  ].join("\n  UNION ALL ")}) p WHERE oid >= ${FIRST_USER_OID}`;

/** From the address of a part to the address of its object, which may be a part itself. */
export async function readParts(ask: Ask, serverVersion: number): Promise<ReadonlyMap<Address, Address>> {
  const rows = await askInBulk(ask, sql(serverVersion));
  return new Map(Array.from(rows, (row) => [textCell(row, "part"), textCell(row, "whole")]));
}
