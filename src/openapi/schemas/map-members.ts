import { note, type Reader } from "../reading/index.ts";
import { member, members, resolve, type Cursor, type Member } from "../refs/index.ts";

/**
 * The members of a map of schemas. The standard has no reference in the place of such a map, but published documents
 * write `properties: { $ref: … }`, and mean the members that stand there.
 */
export function mapMembers(reader: Reader, cursor: Cursor): readonly Member[] {
  const field = member(cursor, "$ref");
  if (field === undefined || typeof field.value !== "string") return members(cursor);
  const { found } = resolve(field.value, cursor, reader.library);
  if (found === undefined) return members(cursor);
  note(reader, field, { code: "reference-misplaced", severity: "warning", evidence: { ref: field.value } });
  return [...members(found), ...members(cursor).filter(({ key }) => key !== "$ref")];
}
