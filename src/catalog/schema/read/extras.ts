import type { Ask } from "../../read/snapshot.ts";
import type { Row } from "../../session.ts";
import type { ObjectBase, SecurityLabel } from "../object-base.ts";
import { objectId } from "../object-id.ts";
import type { Privilege } from "../privilege.ts";
import { type Address, addressIn } from "./address.ts";
import { optionalText, textCell } from "./cells.ts";
import { readPrivileges } from "./privileges.ts";
import type { BaseOf } from "./reader.ts";

/** What the server keeps beside all objects alike, by address. */
export interface Extras {
  readonly comments: ReadonlyMap<Address, string>;
  readonly privileges: ReadonlyMap<Address, readonly Privilege[]>;
  readonly labels: ReadonlyMap<Address, readonly SecurityLabel[]>;
  readonly extensions: ReadonlyMap<Address, readonly string[]>;
}

// Pinned objects of the system have smaller oids, but for the schema public (2200).
const OF_USERS = "(objoid >= 12000 OR objoid = 2200)";
const COMMENTS = `SELECT classoid::regclass::text AS catalog, objoid::text AS oid, objsubid AS sub, description AS text
  FROM pg_description WHERE ${OF_USERS}`;
const LABELS = `SELECT classoid::regclass::text AS catalog, objoid::text AS oid, objsubid AS sub, provider AS key, label AS text
  FROM pg_seclabel WHERE ${OF_USERS} ORDER BY provider COLLATE "C"`;
const EXTENSIONS = `SELECT d.classid::regclass::text AS catalog, d.objid::text AS oid, d.objsubid AS sub, x.extname::text AS text
  FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
  WHERE d.deptype = 'x' ORDER BY x.extname::text COLLATE "C"`;

export async function readExtras(ask: Ask): Promise<Extras> {
  const comments = await ask(COMMENTS);
  return {
    comments: new Map(comments.map((row) => [addressOfRow(row), textCell(row, "text")])),
    privileges: await readPrivileges(ask),
    labels: grouped(await ask(LABELS), (row) => ({ provider: textCell(row, "key"), label: textCell(row, "text") })),
    extensions: grouped(await ask(EXTENSIONS), (row) => textCell(row, "text")),
  };
}

const addressOfRow = (row: Row): Address => addressIn(textCell(row, "catalog"), row);

function grouped<Value>(rows: readonly Row[], valueOf: (row: Row) => Value): ReadonlyMap<Address, readonly Value[]> {
  const groups = new Map<Address, Value[]>();
  for (const row of rows) {
    const group = groups.get(addressOfRow(row));
    if (group === undefined) groups.set(addressOfRow(row), [valueOf(row)]);
    else group.push(valueOf(row));
  }
  return groups;
}

const NONE: readonly never[] = [];

/** The shared part of the object in a row. */
export function baseMaker(extras: Extras, row: Row, address: Address): BaseOf {
  return (kind, identity, parent): ObjectBase<typeof kind> => ({
    kind,
    id: objectId(kind, ...identity),
    schema: optionalText(row, "schema"),
    name: textCell(row, "name"),
    parent: parent ?? null,
    owner: optionalText(row, "owner"),
    comment: extras.comments.get(address) ?? null,
    privileges: extras.privileges.get(address) ?? null,
    securityLabels: extras.labels.get(address) ?? NONE,
    dependsOnExtensions: extras.extensions.get(address) ?? NONE,
  });
}
