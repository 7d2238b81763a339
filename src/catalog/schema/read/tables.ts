import type { Row } from "../../session.ts";
import { type ObjectId, objectId } from "../object-id.ts";
import type { TableObject } from "../table-objects.ts";
import { flagCell, foreignOptionsCell, optionalText, optionsCell, recordsCell, textCell, wordCell } from "./cells.ts";
import type { Circumstances, Reader } from "./reader.ts";
import {
  ACCESS_METHOD,
  CLUSTERED_ON,
  PERSISTENCE,
  TABLES,
  TABLESPACE,
  TOAST_OPTIONS,
  userRelations,
} from "./relations.ts";
import { roleName } from "./scope.ts";

const sql = ({ serverVersion }: Circumstances): string => `SELECT r.oid::text AS oid, r.nspname::text AS schema,
  r.relname::text AS name, ${roleName("r.relowner")} AS owner, r.relkind::text AS kind, r.relpersistence::text AS persistence,
  pg_get_partkeydef(r.oid) AS "partitionKey", r.relispartition AS "isPartition", pg_get_expr(r.relpartbound, r.oid) AS bound,
  (SELECT json_agg(json_build_object('schema', pn.nspname, 'name', p.relname, 'pending',
      ${serverVersion >= 140_000 ? "h.inhdetachpending" : "false"}) ORDER BY h.inhseqno)::text
    FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE h.inhrelid = r.oid) AS parents,
  tn.nspname::text AS "typeSchema", t.typname::text AS "typeName", r.reloptions AS options, ${TOAST_OPTIONS},
  ${ACCESS_METHOD}, ${TABLESPACE}, ${CLUSTERED_ON}, r.relrowsecurity AS "rowSecurity",
  r.relforcerowsecurity AS "forceRowSecurity", r.relreplident::text AS "replicaIdentity",
  (SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = r.oid AND i.indisreplident) AS "identityIndex",
  fs.srvname::text AS server, ft.ftoptions AS "foreignOptions"
  FROM ${userRelations(TABLES)} r
  LEFT JOIN pg_type t ON t.oid = r.reloftype LEFT JOIN pg_namespace tn ON tn.oid = t.typnamespace
  LEFT JOIN pg_foreign_table ft ON ft.ftrelid = r.oid LEFT JOIN pg_foreign_server fs ON fs.oid = ft.ftserver`;

export const tables: Reader = {
  catalog: "pg_class",
  sql,
  objectOf: (row, base): TableObject =>
    Object.assign(base("table", [textCell(row, "schema"), textCell(row, "name")]), {
      partitionOf: partitionOf(row, recordsCell(row, "parents")),
      inherits: flagCell(row, "isPartition") ? [] : recordsCell(row, "parents").map(tableId),
      tableKind: wordCell(row, "kind", { r: "ordinary", p: "partitioned", f: "foreign" } as const),
      persistence: wordCell(row, "persistence", PERSISTENCE),
      partitionKey: optionalText(row, "partitionKey"),
      ofType: typeOf(row),
      options: optionsCell(row, "options"),
      toastOptions: optionsCell(row, "toastOptions"),
      accessMethod: optionalText(row, "accessMethod"),
      tablespace: optionalText(row, "tablespace"),
      rowSecurity: flagCell(row, "rowSecurity"),
      forceRowSecurity: flagCell(row, "forceRowSecurity"),
      replicaIdentity: replicaIdentityOf(row),
      clusteredOn: optionalText(row, "clusteredOn"),
      foreign: foreignOf(row),
    }),
};

function partitionOf(row: Row, parents: readonly Row[]): TableObject["partitionOf"] {
  const [parent] = parents;
  if (!flagCell(row, "isPartition") || parent === undefined) return null;
  const bound = optionalText(row, "bound") ?? "";
  return { table: tableId(parent), bound, detachPending: flagCell(parent, "pending") };
}

const tableId = (name: Row): ObjectId => objectId("table", textCell(name, "schema"), textCell(name, "name"));

function typeOf(row: Row): ObjectId | null {
  const name = optionalText(row, "typeName");
  return name === null ? null : objectId("composite", textCell(row, "typeSchema"), name);
}

const IDENTITIES = { d: "default", f: "full", n: "nothing" } as const;

/** The index may be gone: then it is as with nothing. Foreign tables have none, whatever their row says. */
function replicaIdentityOf(row: Row): TableObject["replicaIdentity"] {
  if (textCell(row, "kind") === "f") return { kind: "default" };
  if (textCell(row, "replicaIdentity") !== "i") return { kind: wordCell(row, "replicaIdentity", IDENTITIES) };
  const index = optionalText(row, "identityIndex");
  return index === null ? { kind: "nothing" } : { kind: "index", index };
}

function foreignOf(row: Row): TableObject["foreign"] {
  const server = optionalText(row, "server");
  return server === null ? null : { server, options: foreignOptionsCell(row, "foreignOptions") };
}
