import type { AttributeObject, CompositeObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import type { Context, Kind } from "./kind.ts";
import { replaceType } from "./replace-type.ts";
import { spell, spellName } from "./spell.ts";

type Attribute = CompositeObject["attributes"][number];

export const composite: Kind<CompositeObject> = {
  kind: "composite",
  create: (object, context) => [{ sql: createType(object), creates: attributeIds(object, context) }],
  drop: (object) => [{ sql: `DROP TYPE ${spellName(object)}` }],
  alter: alterComposite,
  phrase: (object) => `TYPE ${spellName(object)}`,
  claims: (object) => [`type ${spellName(object)}`, `relation ${spellName(object)}`],
};

/** Made, altered and dropped through its type: here only for its comment. */
export const attribute: Kind<AttributeObject> = {
  kind: "attribute",
  compared: () => null,
  create: () => [],
  drop: () => [],
  alter: () => ({ actions: [] }),
  phrase: ({ schema, parent, name }) =>
    parent === null ? null : `COLUMN ${spellName(typeOf(parent, schema))}.${spell(name)}`,
};

const typeOf = (parent: string, schema: string | null): { readonly schema: string | null; readonly name: string } => {
  const parts: unknown = JSON.parse(parent);
  return { schema, name: Array.isArray(parts) ? String(parts[2]) : "" };
};

const attributeIds = (object: CompositeObject, { desired }: Context): readonly string[] =>
  desired.childrenOf(object.id, "attribute").map(({ id }) => id);

const createType = (object: CompositeObject): string =>
  `CREATE TYPE ${spellName(object)} AS (${object.attributes.map(spellAttribute).join(", ")})`;

const spellAttribute = ({ name, type, collation }: Attribute): string =>
  `${spell(name)} ${type}${collation === null ? "" : ` COLLATE ${collation}`}`;

/** Attributes are added at the end only, and keep their type while a column has the composite one. */
function alterComposite(from: CompositeObject, to: CompositeObject, context: Context): Alteration {
  const kept = from.attributes.filter(({ name }) => to.attributes.some((other) => other.name === name));
  const isInOrder = kept.every(({ name }, index) => to.attributes[index]?.name === name);
  const isRetyped = kept.some((attribute) => changed(attribute, to) !== undefined);
  if (!isInOrder || (isRetyped && isInColumns(from, context)))
    return replaceType(from, context, [{ sql: createType(to) }]);
  return { actions: [...dropped(from, to), ...kept.flatMap((attribute) => retype(attribute, to)), ...added(from, to)] };
}

const isInColumns = (object: CompositeObject, { current }: Context): boolean =>
  current.model.dependencies.some(({ from, to }) => to === object.id && from.startsWith('["column"'));

const changed = (attribute: Attribute, to: CompositeObject): Attribute | undefined =>
  to.attributes.find((other) => other.name === attribute.name && spellAttribute(other) !== spellAttribute(attribute));

function retype(attribute: Attribute, to: CompositeObject): readonly Action[] {
  const other = changed(attribute, to);
  if (other === undefined) return [];
  const collation = other.collation === null ? "" : ` COLLATE ${other.collation}`;
  return [
    { sql: `ALTER TYPE ${spellName(to)} ALTER ATTRIBUTE ${spell(other.name)} TYPE ${other.type}${collation} CASCADE` },
  ];
}

const dropped = (from: CompositeObject, to: CompositeObject): readonly Action[] =>
  from.attributes
    .filter(({ name }) => !to.attributes.some((other) => other.name === name))
    .map(({ name }) => ({
      sql: `ALTER TYPE ${spellName(to)} DROP ATTRIBUTE ${spell(name)} CASCADE`,
      hazards: [{ code: "data-loss", what: `attribute ${spell(name)} of type ${spellName(to)}` }],
    }));

const added = (from: CompositeObject, to: CompositeObject): readonly Action[] =>
  to.attributes
    .filter(({ name }) => !from.attributes.some((other) => other.name === name))
    .map((attribute) => ({ sql: `ALTER TYPE ${spellName(to)} ADD ATTRIBUTE ${spellAttribute(attribute)} CASCADE` }));
