import type { JsonValue } from "../../kit/index.ts";
import { member, members, ownValue, resolve, type Cursor } from "../refs/index.ts";
import type { Reader } from "../reading/index.ts";

/** The links of a response as the document has them, references followed. */
export function readLinks(reader: Reader, response: Cursor): Readonly<Record<string, JsonValue>> {
  const field = member(response, "links");
  const links: Record<string, JsonValue> = { __proto__: null };
  for (const entry of field === undefined ? [] : members(field)) {
    const ref = ownValue(entry.value, "$ref");
    const target = typeof ref === "string" ? resolve(ref, entry, reader.library).found : entry;
    links[entry.key] = (target ?? entry).value;
  }
  return links;
}
