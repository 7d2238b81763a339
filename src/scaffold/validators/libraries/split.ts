import type { Schema, SchemaObject } from "../../../openapi/index.ts";
import { only, without, type SchemaDraft } from "./keywords.ts";
import type { Gaps, Library, Writing } from "./library.ts";
import { plain } from "./plain.ts";

export interface Split {
  /** What the library says. */
  readonly said: SchemaObject;
  /** What a function of ours checks besides. */
  readonly own: SchemaObject | undefined;
}

/** A schema as the part that a library holds and the part that it does not. */
function split(schema: SchemaObject, { keywords, names, isWhole }: Gaps): Split {
  if (isWhole) return { said: { place: schema.place }, own: schema };
  if (keywords.length === 0 && names.length === 0) return { said: schema, own: undefined };
  return { said: { ...without(schema, keywords), ...saidNames(schema, names) }, own: ownPart(schema, keywords, names) };
}

function saidNames({ properties, required }: SchemaObject, names: readonly string[]): Partial<SchemaObject> {
  if (names.length === 0) return {};
  const said = [...(properties ?? [])].filter(([name]) => !names.includes(name));
  return {
    ...(properties === undefined ? {} : { properties: new Map(said) }),
    ...(required === undefined ? {} : { required: required.filter((name) => !names.includes(name)) }),
  };
}

function ownPart(schema: SchemaObject, keywords: Gaps["keywords"], names: readonly string[]): SchemaObject {
  const own: SchemaDraft = only(schema, keywords);
  const unread = [...(schema.properties ?? [])].filter(([name]) => names.includes(name));
  // Properties that are named are no others: they are known to it, and looked at elsewhere.
  const known = own.additionalProperties === undefined ? [] : [...(schema.properties?.keys() ?? [])];
  const looked = new Map<string, Schema>([...known.map((name) => [name, true] as const), ...unread]);
  if (looked.size > 0) own.properties = looked;
  const demanded = schema.required?.filter((name) => names.includes(name)) ?? [];
  if (demanded.length > 0) own.required = demanded;
  return own;
}

/** A schema that stands at some place of a request, taken apart. */
export function prepared(schema: SchemaObject, library: Pick<Library, "gaps">, { plan }: Writing): Split {
  const sent = plain(schema, plan);
  return split(sent, library.gaps(sent, plan));
}
