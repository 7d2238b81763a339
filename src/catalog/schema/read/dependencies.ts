import { sortedBy, uniqueBy } from "../../../kit/index.ts";
import type { Ask } from "../../read/snapshot.ts";
import type { Row } from "../../session.ts";
import type { Dependency } from "../model.ts";
import { type ObjectId, objectId } from "../object-id.ts";
import { type Address, addressOf } from "./address.ts";
import { numberCell, optionalText, textCell } from "./cells.ts";
import { objectAt, type Places } from "./places.ts";
import { FIRST_USER_OID } from "./scope.ts";

// The triggers behind foreign keys only repeat what the keys say, three times.
const SQL = `SELECT d.classid::regclass::text AS catalog, d.objid::text AS oid, d.objsubid AS sub,
  d.refclassid::regclass::text AS "toCatalog", d.refobjid::text AS "toOid", d.refobjsubid AS "toSub", d.deptype::text AS reason,
  x.extname::text AS extension
  FROM pg_depend d LEFT JOIN pg_extension x ON d.deptype = 'e' AND x.oid = d.refobjid
  WHERE (d.deptype = 'e' OR d.deptype <> 'p' AND d.objid >= ${FIRST_USER_OID} AND (d.refobjid >= 12000 OR d.refobjid = 2200))
    AND NOT (d.classid = 'pg_trigger'::regclass AND EXISTS (SELECT FROM pg_trigger t WHERE t.oid = d.objid AND t.tgisinternal))`;

/** A row of pg_depend. */
export interface RawDependency {
  readonly from: Address;
  readonly to: Address;
  readonly reason: string;
  readonly extension: string | null;
}

export async function readRawDependencies(ask: Ask): Promise<readonly RawDependency[]> {
  return (await ask(SQL)).map(rawOf);
}

const rawOf = (row: Row): RawDependency => ({
  from: addressOf(textCell(row, "catalog"), textCell(row, "oid"), numberCell(row, "sub")),
  to: addressOf(textCell(row, "toCatalog"), textCell(row, "toOid"), numberCell(row, "toSub")),
  reason: textCell(row, "reason"),
  extension: optionalText(row, "extension"),
});

/** Addresses of extensions' members. */
export const membersIn = (raw: readonly RawDependency[]): ReadonlyMap<Address, ObjectId> =>
  new Map(
    raw.flatMap(({ from, extension }) =>
      extension === null ? [] : [[from, objectId("extension", extension)] as const],
    ),
  );

const REASONS: Readonly<Record<string, Dependency["reason"]>> = {
  n: "normal",
  a: "auto",
  i: "internal",
  P: "partition",
  S: "partition",
  x: "auto",
};

/** Dependencies among objects, each once, in the order of ids. What an object owes to itself is left out. */
export function dependenciesAmong(raw: readonly RawDependency[], places: Places): readonly Dependency[] {
  const found = raw.flatMap((each) => dependencyOf(each, places));
  const keyed = uniqueBy(found, keyOf);
  return sortedBy(keyed, keyOf);
}

const keyOf = ({ from, to, reason, part }: Dependency): string => `${from} ${to} ${reason} ${part ?? ""}`;

/** What an attribute needs, its type needs: they are made together. */
function needyAt(places: Places, address: Address): ObjectId | undefined {
  const id = objectAt(places, address);
  return id?.startsWith('["attribute",') === true ? objectAt(places, address.replace(/ \d+$/, " 0")) : id;
}

function dependencyOf(raw: RawDependency, places: Places): readonly Dependency[] {
  const reason = REASONS[raw.reason];
  if (reason === undefined) return [];
  const [from, to] = [needyAt(places, raw.from), objectAt(places, raw.to)];
  if (from === undefined || to === undefined || from === to) return [];
  const part = raw.from.startsWith("pg_attrdef ") ? ("default" as const) : null;
  return [{ from, to, reason, part }];
}
