import type { ObjectId, Option, SchemaObject } from "../../catalog/schema/index.ts";
import { quoteIdentifier, quoteLiteral, quoteName } from "../../sql/index.ts";

/** An identifier as SQL. */
export const spell = (name: string): string => quoteIdentifier(name, "postgresql");

/** A text as a literal of SQL. */
export const literal = (text: string): string => quoteLiteral(text, "postgresql");

/** `public.users`; of an object without a schema its bare name. */
export const spellName = ({ schema, name }: Pick<SchemaObject, "schema" | "name">): string =>
  schema === null ? spell(name) : quoteName({ schema, name }, "postgresql");

const NAME_BYTES = 63;

/** A name with something behind it, within the 63 bytes that the server keeps of a name; never half a character. */
export function withSuffix(name: string, suffix: string): string {
  const room = NAME_BYTES - Buffer.byteLength(suffix);
  if (Buffer.byteLength(name) <= room) return `${name}${suffix}`;
  const short = Buffer.from(name)
    .subarray(0, room)
    .toString()
    .replace(/\uFFFD+$/, "");
  return `${short}${suffix}`;
}

/** The parts of an id after its kind. @example idParts('["column","public","users","email"]') // ["public", "users", "email"] */
export function idParts(id: ObjectId): readonly string[] {
  const parts: unknown = JSON.parse(id);
  return Array.isArray(parts) ? parts.slice(1).map(String) : [];
}

/** `public.users` of the id of something with a schema and a name. */
export function spellId(id: ObjectId): string {
  const [schema, name] = idParts(id);
  if (name === undefined) return spell(schema ?? "");
  return quoteName({ schema: schema ?? "", name }, "postgresql");
}

/** `fillfactor='70', user_catalog_table='true'` */
export const spellOptions = (options: readonly Option[]): string =>
  options.map(({ name, value }) => `${spellOptionName(name)}=${literal(value)}`).join(", ");

/** `toast.autovacuum_enabled` has a dot that belongs to it. */
export const spellOptionName = (name: string): string => name.split(".").map(spell).join(".");

/** What to SET and what to RESET so that one list of options becomes the other. */
export function optionChanges(
  from: readonly Option[],
  to: readonly Option[],
): { readonly set: readonly Option[]; readonly reset: readonly string[] } {
  const before = new Map(from.map(({ name, value }) => [name, value]));
  const after = new Set(to.map(({ name }) => name));
  const changed = to.filter(({ name, value }) => before.get(name) !== value);
  const kept = from.filter((option) => after.has(option.name) && !changed.some(({ name }) => name === option.name));
  // What is set goes to the end of the server's list: setting all of it gives the order that was asked for.
  const isInOrder = [...kept, ...changed].every(({ name }, index) => to[index]?.name === name);
  return {
    set: isInOrder ? changed : to,
    reset: from.filter(({ name }) => !after.has(name)).map(({ name }) => name),
  };
}
