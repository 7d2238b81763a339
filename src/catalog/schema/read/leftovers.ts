import type { Ask } from "../../read/snapshot.ts";
import type { Row } from "../../session.ts";
import { sortedBy } from "../../../kit/index.ts";
import type { Unmodelled } from "../model.ts";
import { type Address, addressOf } from "./address.ts";
import { optionalText, textCell } from "./cells.ts";
import { objectAt, type Places } from "./places.ts";
import type { RawDependency } from "./dependencies.ts";
import { FIRST_USER_OID } from "./scope.ts";

// Asked of the server, so that a catalogue of a future PostgreSQL is looked into as well. Shared ones are of the cluster.
const CATALOGS = `SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'oid'
  WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
    AND (NOT c.relisshared OR c.relname = 'pg_subscription') AND has_column_privilege(c.oid, a.attnum, 'SELECT')
  ORDER BY 1`;

/** What is no object in these catalogues. Toast tables, triggers behind foreign keys and labels of enums go with others. */
const FILTERS: Readonly<Record<string, string>> = {
  pg_class: "relnamespace <> 99 AND relpersistence <> 't'",
  pg_type: "typnamespace <> 99",
  // A name that another operator's COMMUTATOR or NEGATOR promises: nothing can be done with it.
  pg_operator: "oprcode <> 0",
  pg_trigger: "NOT tgisinternal",
  pg_enum: "false",
  pg_largeobject_metadata: "false",
  pg_subscription: "subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",
};

const listOf = (catalog: string): string => `SELECT '${catalog}' AS catalog, string_agg(oid::text, ',') AS oids
  FROM pg_catalog."${catalog}" WHERE oid >= ${FIRST_USER_OID} AND ${FILTERS[catalog] ?? "true"}`;

/** Objects of users that no reader knows, as the server describes them. */
export async function readLeftovers(
  ask: Ask,
  places: Places,
  raw: Iterable<RawDependency>,
): Promise<readonly Unmodelled[]> {
  const catalogs = (await ask(CATALOGS)).map((row) => textCell(row, "name"));
  const rows = await ask(catalogs.map(listOf).join("\n  UNION ALL "));
  const unplaced = rows.flatMap(addressesIn).filter((address) => objectAt(places, address) === undefined);
  if (unplaced.length === 0) return [];
  const owners = ownersIn(raw);
  const unknown = unplaced.filter((address) => !isAccountedFor(address, places, owners));
  if (unknown.length === 0) return [];
  return sortedBy(await describe(ask, unknown), ({ catalog, description }) => `${catalog} ${description}`);
}

function addressesIn(row: Row): readonly Address[] {
  const oids = optionalText(row, "oids");
  return oids === null ? [] : oids.split(",").map((oid) => addressOf(textCell(row, "catalog"), oid, 0));
}

/** To what each address belongs: everything but plain use. */
function ownersIn(raw: Iterable<RawDependency>): ReadonlyMap<Address, readonly Address[]> {
  const owners = new Map<Address, Address[]>();
  for (const { from, to, reason } of raw) {
    if (reason === "n" || reason === "x") continue;
    const known = owners.get(from);
    if (known === undefined) owners.set(from, [to]);
    else known.push(to);
  }
  return owners;
}

/** Something that a member of an extension brought along. */
function isAccountedFor(address: Address, places: Places, owners: ReadonlyMap<Address, readonly Address[]>): boolean {
  return (owners.get(address) ?? []).some((owner) => isOfExtension(owner, places, owners));
}

function isOfExtension(address: Address, places: Places, owners: ReadonlyMap<Address, readonly Address[]>): boolean {
  const whole = address.replace(/ \d+$/, " 0");
  if (places.members.has(address) || places.members.has(whole)) return true;
  const next = [...(owners.get(address) ?? []), ...(whole === address ? [] : (owners.get(whole) ?? []))];
  return next.some((owner) => owner !== address && isOfExtension(owner, places, owners));
}

const DESCRIBE = `SELECT u.catalog, pg_describe_object(('pg_catalog.' || u.catalog)::regclass, u.oid::oid, 0) AS description,
  i.schema, i.identity
  FROM json_to_recordset($1::json) u (catalog text, oid text),
    pg_identify_object(('pg_catalog.' || u.catalog)::regclass, u.oid::oid, 0) i`;

async function describe(ask: Ask, addresses: readonly Address[]): Promise<readonly Unmodelled[]> {
  const asked = addresses.map((address) => address.split(" ")).map(([catalog, oid]) => ({ catalog, oid }));
  const rows = await ask(DESCRIBE, [JSON.stringify(asked)]);
  return rows
    .filter((row) => !isTemporary(row))
    .map((row) => ({
      catalog: textCell(row, "catalog"),
      description: optionalText(row, "description") ?? optionalText(row, "identity") ?? "?",
    }));
}

const TEMPORARY = /(?:^|[\s.(])pg_(?:toast_)?temp(?:_\d+)?(?:\.|$)/;

const isTemporary = (row: Row): boolean =>
  TEMPORARY.test(optionalText(row, "schema") ?? "") || TEMPORARY.test(optionalText(row, "identity") ?? "");
