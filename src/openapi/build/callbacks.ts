import { everything } from "../choose/index.ts";
import type { Callback, Operation } from "../model.ts";
import { dereference, objectOf, type Reader } from "../reading/index.ts";
import { members, type Cursor, type Member } from "../refs/index.ts";
import type { ItemSite } from "./item-site.ts";

export interface CallbackSite extends ItemSite {
  readonly readItem: (reader: Reader, entry: Member, site: ItemSite) => readonly Operation[];
}

/** The requests that an operation makes the API send later. */
export function readCallbacks(reader: Reader, operation: Cursor, site: CallbackSite): readonly Callback[] {
  const field = objectOf(reader, operation, "callbacks");
  return (field === undefined ? [] : members(field)).flatMap((entry) => {
    const cursor = dereference(reader, entry);
    if (cursor === undefined || site.opened.has(cursor.value)) return [];
    const inner = { ...site, isRouted: false, choice: everything, opened: new Set([...site.opened, cursor.value]) };
    return members(cursor)
      .filter(({ key }) => !key.startsWith("x-"))
      .map((item) => ({ name: entry.key, expression: item.key, operations: site.readItem(reader, item, inner) }));
  });
}
