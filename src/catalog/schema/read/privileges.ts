import { sortedBy } from "../../../kit/index.ts";
import type { Ask } from "../../read/snapshot.ts";
import type { Row } from "../../session.ts";
import type { Privilege } from "../privilege.ts";
import { type Address, addressIn } from "./address.ts";
import { flagCell, optionalText, recordsCell, textCell } from "./cells.ts";

/** Catalogue, its letter for acldefault, and the columns of list and owner. */
const LISTS: readonly (readonly [catalog: string, letter: string, list: string, owner: string])[] = [
  ["pg_class", "CASE relkind WHEN 'S' THEN 's' ELSE 'r' END", "relacl", "relowner"],
  ["pg_proc", "'f'", "proacl", "proowner"],
  ["pg_namespace", "'n'", "nspacl", "nspowner"],
  ["pg_type", "'T'", "typacl", "typowner"],
  ["pg_language", "'l'", "lanacl", "lanowner"],
  ["pg_foreign_data_wrapper", "'F'", "fdwacl", "fdwowner"],
  ["pg_foreign_server", "'S'", "srvacl", "srvowner"],
];

const OBJECTS = LISTS.map(
  ([catalog, letter, list, owner]) => `SELECT '${catalog}' AS catalog, oid, 0 AS sub, ${list} AS list,
    acldefault((${letter})::"char", ${owner}) AS standard FROM ${catalog} WHERE ${list} IS NOT NULL`,
).join("\n  UNION ALL ");

const ALL = `${OBJECTS}
  UNION ALL SELECT 'pg_class', attrelid, attnum::int, attacl, '{}'::aclitem[] FROM pg_attribute WHERE attacl IS NOT NULL`;

/** What a list grants, as JSON. */
export const grantsOf = (
  list: string,
): string => `(SELECT json_agg(json_build_object('grantee', CASE WHEN x.grantee <> 0
    THEN pg_get_userbyid(x.grantee) END, 'grantor', pg_get_userbyid(x.grantor), 'privilege', x.privilege_type,
    'grantable', x.is_grantable))::text FROM aclexplode(${list}) x)`;

// A list that says what would hold without one is none: GRANT and REVOKE back leave it behind.
const SQL = `SELECT catalog, oid::text AS oid, sub, ${grantsOf("a.list")} AS grants FROM (${ALL}) a
  WHERE (oid >= 16384 OR oid = 2200) AND NOT (list @> standard AND list <@ standard)`;

/** Lists that differ from the built-in default. */
export async function readPrivileges(ask: Ask): Promise<ReadonlyMap<Address, readonly Privilege[]>> {
  const rows = await ask(SQL);
  return new Map(rows.map((row) => [addressIn(textCell(row, "catalog"), row), privilegesCell(row, "grants")]));
}

/** A column that `grantsOf` made. */
export const privilegesCell = (row: Row, name: string): readonly Privilege[] =>
  sortedBy(recordsCell(row, name).map(privilegeOf), ({ grantee, grantor, privilege }) =>
    JSON.stringify([grantee ?? "", privilege, grantor]),
  );

const privilegeOf = (row: Row): Privilege => ({
  grantee: optionalText(row, "grantee"),
  grantor: textCell(row, "grantor"),
  privilege: textCell(row, "privilege"),
  grantable: flagCell(row, "grantable"),
});
