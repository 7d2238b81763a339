import type { Ask } from "../../read/snapshot.ts";
import type { Row } from "../../session.ts";
import type { Dependency } from "../model.ts";
import { type ObjectId, objectId } from "../object-id.ts";
import { type Address, addressSql } from "./address.ts";
import { askInBulk } from "./bulk.ts";
import { textCell } from "./cells.ts";
import { codeFor } from "./dependency-code.ts";
import { objectAt, type Places } from "./places.ts";
import { FIRST_USER_OID } from "./scope.ts";

// The triggers behind foreign keys only repeat what the keys say, three times.
const SQL = `SELECT ${addressSql("d.classid", "d.objid", "d.objsubid")} AS "from",
  ${addressSql("d.refclassid", "d.refobjid", "d.refobjsubid")} AS "to", d.deptype::text AS reason
  FROM pg_depend d WHERE (d.deptype = 'e' OR d.deptype <> 'p' AND d.objid >= ${FIRST_USER_OID} AND (d.refobjid >= 12000 OR d.refobjid = 2200))
    AND NOT (d.classid = 'pg_trigger'::regclass AND EXISTS (SELECT FROM pg_trigger t WHERE t.oid = d.objid AND t.tgisinternal))`;

/** A row of pg_depend. */
export interface RawDependency {
  readonly from: Address;
  readonly to: Address;
  readonly reason: string;
}

/** Read as they are gone through: there are more of them than of anything else. */
export async function readRawDependencies(ask: Ask): Promise<Iterable<RawDependency>> {
  const rows = await askInBulk(ask, SQL);
  return { [Symbol.iterator]: () => rawIn(rows) };
}

function* rawIn(rows: Iterable<Row>): Generator<RawDependency> {
  for (const row of rows)
    yield { from: textCell(row, "from"), to: textCell(row, "to"), reason: textCell(row, "reason") };
}

const MEMBERS = `SELECT ${addressSql("d.classid", "d.objid", "d.objsubid")} AS member, x.extname::text AS extension
  FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid WHERE d.deptype = 'e'`;

/** Addresses of extensions' members. */
export async function readMembers(ask: Ask): Promise<ReadonlyMap<Address, ObjectId>> {
  const rows = await askInBulk(ask, MEMBERS);
  return new Map(
    Array.from(rows, (row) => [textCell(row, "member"), objectId("extension", textCell(row, "extension"))]),
  );
}

const REASONS: Readonly<Record<string, Dependency["reason"]>> = {
  n: "normal",
  a: "auto",
  i: "internal",
  P: "partition",
  S: "partition",
  x: "auto",
};

/**
 * Dependencies among objects, each once, in the order of ids. What an object owes to itself is left out. With `ids` of all objects, in
 * their order.
 */
export function dependenciesAmong(
  raw: Iterable<RawDependency>,
  places: Places,
  ids: readonly ObjectId[],
): readonly Dependency[] {
  const code = codeFor([...new Set([...ids, ...places.members.values()])].sort());
  const codes = new Set<number>();
  for (const one of raw) {
    const dependency = dependencyOf(one, places);
    if (dependency !== undefined) codes.add(code.write(dependency));
  }
  return Array.from(Float64Array.from(codes).sort(), code.read);
}

/** What an attribute needs, its type needs: they are made together. */
function needyAt(places: Places, address: Address): ObjectId | undefined {
  const id = objectAt(places, address);
  return id?.startsWith('["attribute",') === true ? objectAt(places, address.replace(/ \d+$/, " 0")) : id;
}

function dependencyOf(raw: RawDependency, places: Places): Dependency | undefined {
  const reason = REASONS[raw.reason];
  if (reason === undefined) return undefined;
  const [from, to] = [needyAt(places, raw.from), objectAt(places, raw.to)];
  if (from === undefined || to === undefined || from === to) return undefined;
  return { from, to, reason, part: raw.from.startsWith("pg_attrdef ") ? "default" : null };
}
