import type { AttributeObject, CompositeObject, ObjectId } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action, Alteration } from "./action.ts";
import type { Context, Kind } from "./kind.ts";
import { hasReplaced, replaceType } from "./replace-type.ts";
import { spell, spellId, spellName } from "./spell.ts";

type Attribute = CompositeObject["attributes"][number];

export const composite: Kind<CompositeObject> = {
  kind: "composite",
  create: (object, context) => [{ sql: createType(object), creates: attributeIds(object, context) }],
  drop: (object) => [{ sql: `DROP TYPE ${spellName(object)}` }],
  alter: alterComposite,
  isTouched: hasReplaced,
  phrase: (object) => `TYPE ${spellName(object)}`,
  claims: (object) => [`type ${spellName(object)}`, `relation ${spellName(object)}`],
};

/** Made, altered and dropped through its type: here only for its comment. */
export const attribute: Kind<AttributeObject> = {
  kind: "attribute",
  compared: () => null,
  create: () => [],
  drop: () => [],
  alter: (_from, to, context) => (isOfReplaced(to, context) ? "recreate" : { actions: [] }),
  isTouched: isOfReplaced,
  phrase: ({ schema, parent, name }) =>
    parent === null ? null : `COLUMN ${spellName(typeOf(parent, schema))}.${spell(name)}`,
};

/** Its comment goes with the old type. */
function isOfReplaced({ parent }: AttributeObject, { isReplaced }: Context): boolean {
  return parent !== null && isReplaced(parent);
}

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
  const retyped = kept.flatMap((attribute) => changed(attribute, to, context) ?? []);
  if (!isInOrder || (retyped.length > 0 && isStored(from.id, context)))
    return replaceType(from, context, [
      { sql: createType(to), hazards: goneFrom(from, to).map((name) => loss(name, to)) },
    ]);
  return {
    actions: [...dropped(from, to), ...retyped.map((attribute) => retype(attribute, to)), ...added(from, to)],
    disturbs: [...(retyped.length > 0 ? STANDING_ON_AN_ATTRIBUTE : []), "of-type"],
  };
}

const STANDING_ON_AN_ATTRIBUTE = ["view", "materialized-view", "rule", "policy", "trigger"];

/** Columns have it, or have what has it. */
const isStored = (id: ObjectId, { current }: Context): boolean => {
  const reached = new Set([id]);
  for (const type of reached)
    for (const { from, to } of current.model.dependencies) {
      if (to !== type) continue;
      if (from.startsWith('["column"')) return true;
      if (/^\["(?:domain|composite|range)"/.test(from)) reached.add(from);
    }
  return false;
};

/** What an attribute becomes; the same where its type is replaced by another of that name. */
function changed(attribute: Attribute, to: CompositeObject, context: Context): Attribute | undefined {
  const other = to.attributes.find(({ name }) => name === attribute.name);
  const isSame = other !== undefined && spellAttribute(other) === spellAttribute(attribute);
  const replaced = [...context.needsOf(to.id)].filter(context.isReplaced).map(spellId);
  return isSame && !replaced.includes(attribute.type.replace(/(?:\[\])+$/, "")) ? undefined : other;
}

function retype({ name, type, collation }: Attribute, to: CompositeObject): Action {
  const tail = collation === null ? "" : ` COLLATE ${collation}`;
  return { sql: `ALTER TYPE ${spellName(to)} ALTER ATTRIBUTE ${spell(name)} TYPE ${type}${tail} CASCADE` };
}

const goneFrom = (from: CompositeObject, to: CompositeObject): readonly string[] =>
  from.attributes.map(({ name }) => name).filter((name) => !to.attributes.some((other) => other.name === name));

const loss = (name: string, to: CompositeObject): Hazard => ({
  code: "data-loss",
  what: `attribute ${spell(name)} of type ${spellName(to)}`,
});

const dropped = (from: CompositeObject, to: CompositeObject): readonly Action[] =>
  goneFrom(from, to).map((name) => ({
    sql: `ALTER TYPE ${spellName(to)} DROP ATTRIBUTE ${spell(name)} CASCADE`,
    hazards: [loss(name, to)],
  }));

const added = (from: CompositeObject, to: CompositeObject): readonly Action[] =>
  to.attributes
    .filter(({ name }) => !from.attributes.some((other) => other.name === name))
    .map((attribute) => ({ sql: `ALTER TYPE ${spellName(to)} ADD ATTRIBUTE ${spellAttribute(attribute)} CASCADE` }));
