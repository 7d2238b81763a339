import type { ObjectId } from "../object-id.ts";
import type { Address } from "./address.ts";

/** Which object an address means, directly or as a part of it. */
export interface Places {
  readonly objects: ReadonlyMap<Address, ObjectId>;
  readonly parts: ReadonlyMap<Address, Address>;
  /** Members of extensions, by the extension's id. */
  readonly members: ReadonlyMap<Address, ObjectId>;
}

/** Steps from a part of a part to its object: an array type of a row type of a table. */
const MOST_STEPS = 8;

/**
 * The object at an address. A column that is no object of its own (of an index, of an extension's table) means the relation.
 *
 * @example
 * objectAt(places, addressOf("pg_attrdef", "16402", 0)); // the column that has this default
 */
export function objectAt(places: Places, address: Address): ObjectId | undefined {
  let place = address;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const found = places.objects.get(place) ?? places.members.get(place);
    if (found !== undefined) return found;
    const whole = places.parts.get(place) ?? withoutColumn(place);
    if (whole === undefined) return undefined;
    place = whole;
  }
  return undefined;
}

const withoutColumn = (address: Address): Address | undefined =>
  address.endsWith(" 0") ? undefined : `${address.slice(0, address.lastIndexOf(" "))} 0`;
